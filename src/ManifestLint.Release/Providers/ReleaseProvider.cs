using System.Collections.Immutable;
using ManifestLint.Releases.Providers.Argo;

namespace ManifestLint.Releases.Providers;

/// <summary>A controller that releases take place through, once a plain set is converted for it.</summary>
public sealed class ReleaseProvider
{
    // Named so that a user who asks for one learns that it is known and not built, and not that it is misspelt.
    private static readonly ImmutableArray<(string Name, string Title)> Later =
    [
        ("flagger", "Flagger"), ("istio", "Istio"), ("gateway", "the Gateway API"), ("linkerd", "Linkerd"), ("nginx", "ingress-nginx"), ("kruise", "OpenKruise"),
    ];

    private readonly Func<ReleaseState, ConversionRequest, ReleaseConversion> _convert;

    private ReleaseProvider(string name, string title, Func<ReleaseState, ConversionRequest, ReleaseConversion> convert)
    {
        Name = name;
        Title = title;
        _convert = convert;
    }

    /// <summary>The providers that a set can be converted for.</summary>
    public static ImmutableArray<ReleaseProvider> All { get; } = [new("argo", "Argo Rollouts", ArgoConversion.Run)];

    /// <summary>The word that names it on the command line.</summary>
    public string Name { get; }

    /// <summary>What it is called.</summary>
    public string Title { get; }

    /// <summary>The provider of a name.</summary>
    /// <exception cref="ReleaseRefusedException">There is none, or it is not built; the remedy names those that are.</exception>
    public static ReleaseProvider Find(string name)
    {
        if (All.FirstOrDefault(provider => provider.Name == name) is { } found)
            return found;

        string remedy = $"--to {string.Join(" or ", All.Select(provider => provider.Name))}";
        foreach ((string later, string title) in Later)
        {
            if (later == name)
                throw ReleaseRefusedException.WrongUse($"conversion to {title} is not built yet", remedy);
        }

        throw ReleaseRefusedException.WrongUse(
            name == "plain" ? "the set is plain already: two Deployments and a Service" : $"no provider is called '{name}'",
            remedy);
    }

    /// <summary>What a plain set becomes.</summary>
    /// <exception cref="ReleaseRefusedException">It cannot be converted; <see cref="ReleaseConversion.Objection"/> says what a user may overrule.</exception>
    public ReleaseConversion Convert(ReleaseState state, ConversionRequest request)
    {
        OperationGuards.RequireClear(state);
        return _convert(state, request);
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
