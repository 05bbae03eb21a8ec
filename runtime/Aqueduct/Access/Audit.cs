namespace Aqueduct.Runtime;

/// <summary>The log of what people and programs did at a server. It is only added to.</summary>
static class Audit
{
    const int LongestDetail = 2000;

    /// <summary>Adds an entry, in the transaction of what was done.</summary>
    public static void Add(StoreTransaction transaction, Caller who, string action, string target, DateTimeOffset now, string detail = "") =>
        transaction.Execute("INSERT INTO audit(at, who, role, action, target, detail) VALUES($1, $2, $3, $4, $5, $6)",
            StoreText.Of(now), who.Name, who.Role.ToString(), action, target, detail.Length > LongestDetail ? detail[..LongestDetail] + "…" : detail);
}
