namespace Aqueduct.Crash.Worker;

/// <summary>Tells a number to a webhook and by mail: what nobody can take back.</summary>
public static partial class Notices
{
    [Operator]
    public static int Count() => 3;

    [Message("hook", Text = "Counted {count}")]
    public static partial void Tell(int count);

    [Email("mail", Subject = "Counted {count}")]
    public static partial void Mail(int count);

    [Workflow("Notices")]
    public static void Run()
    {
        var count = Count();
        Tell(count);
        Mail(count);
    }
}
