using Aqueduct.Runtime;

namespace Aqueduct.Server.Api;

/// <summary>What the API looks at: the store, and the app's workflows.</summary>
sealed class ApiData(RunStore store, IReadOnlyList<Workflow> workflows, TimeProvider clock)
{
    /// <summary>The runs.</summary>
    public RunStore Store => store;

    /// <summary>The app's workflows.</summary>
    public IReadOnlyList<Workflow> Workflows => workflows;

    /// <summary>Tells the time.</summary>
    public TimeProvider Clock => clock;

    /// <summary>The workflow of this app of that slug; null where it is not of this app.</summary>
    public WorkflowDefinition? Find(string slug) => workflows.FirstOrDefault(w => w.Definition.Slug == slug)?.Definition;

    /// <summary>The slug that a call names.</summary>
    /// <exception cref="ApiProblem">Neither is there such a workflow, nor has one run.</exception>
    public string Slug(ApiCall call)
    {
        var slug = call.Part("workflow");
        if (Find(slug) is not null || store.Read(q => q.NewestOf(slug, 1)).Count > 0)
            return slug;
        var known = workflows.Select(w => w.Definition.Slug).Concat(store.Read(q => q.Workflows()).Select(w => w.Slug)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        throw ApiProblem.NotFound($"There is no workflow '{slug}'.{Nearest.Hint(slug, known)} There {(known.Count == 1 ? "is" : "are")} {string.Join(", ", known)}.");
    }

    /// <summary>The workflow of this app that a call names.</summary>
    /// <exception cref="ApiProblem">It is not of this app.</exception>
    public Workflow Workflow(ApiCall call)
    {
        var slug = Slug(call);
        return workflows.FirstOrDefault(w => w.Definition.Slug == slug) ?? throw new ApiProblem(409, "Not of this app", $"'{slug}' has run here, but is no workflow of the app that serves.");
    }

    /// <summary>The run that a call names.</summary>
    /// <exception cref="ApiProblem">There is none.</exception>
    public RunDetails Run(ApiCall call, string part = "run")
    {
        var id = call.Part(part);
        return store.Read(q => q.Find(id)) ?? throw ApiProblem.NotFound($"There is no run '{id}'. It may have been removed.");
    }

    /// <summary>Finds by name, exactly or whatever the case.</summary>
    /// <exception cref="ApiProblem">Nothing has that name.</exception>
    public static T Named<T>(IReadOnlyList<T> items, string wanted, Func<T, string> nameOf, string what) where T : class
    {
        var names = items.Select(nameOf).Distinct(StringComparer.Ordinal).ToList();
        return items.FirstOrDefault(i => nameOf(i) == wanted) ?? items.FirstOrDefault(i => string.Equals(nameOf(i), wanted, StringComparison.OrdinalIgnoreCase))
            ?? throw ApiProblem.NotFound($"There is no {what} '{wanted}'.{Nearest.Hint(wanted, names)} There {(names.Count == 1 ? "is" : "are")} {(names.Count == 0 ? "none" : string.Join(", ", names))}.");
    }
}
