using System.Collections.Immutable;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Schemas;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Analysis;

/// <summary>Takes the findings of one rule; each thread has its own.</summary>
public sealed class FindingReporter
{
    private readonly List<Diagnostic> _findings;
    private readonly ConfigurationMap? _places;
    private readonly bool _isAboutOwnPlaces;

    /// <summary>A reporter for one rule.</summary>
    /// <param name="descriptor">The rule.</param>
    /// <param name="configuration">What holds for the object that the rule looks at.</param>
    /// <param name="schemas">The schemas of the run.</param>
    /// <param name="findings">Where findings go.</param>
    /// <param name="places">What holds at the place of a finding; null when it is the same everywhere.</param>
    /// <param name="isAboutOwnPlaces">Whether only places are reported for which the configuration itself holds: the others have a run of their own.</param>
    internal FindingReporter(
        DiagnosticDescriptor descriptor,
        LintConfiguration configuration,
        SchemaCatalog schemas,
        List<Diagnostic> findings,
        ConfigurationMap? places = null,
        bool isAboutOwnPlaces = false)
    {
        Descriptor = descriptor;
        Configuration = configuration;
        Schemas = schemas;
        _findings = findings;
        _places = places;
        _isAboutOwnPlaces = isAboutOwnPlaces;
    }

    /// <summary>The rule that reports.</summary>
    public DiagnosticDescriptor Descriptor { get; }

    internal LintConfiguration Configuration { get; }

    /// <summary>The schemas of the run.</summary>
    public SchemaCatalog Schemas { get; }

    /// <summary>The Kubernetes versions that the manifests are written for.</summary>
    public TargetVersions Target => Configuration.Target;

    /// <summary>Whether an object whose kind nobody knows is an error.</summary>
    public bool RequiresSchemas => Configuration.RequiresSchemas;

    /// <summary>Whether the preset is <c>strict</c> or <c>all</c>, for the few rules that then say more.</summary>
    public bool IsStrict => Configuration.IsStrict;

    /// <summary>The value that the user set for an option, or its default.</summary>
    public T GetOption<T>(RuleOption<T> option)
        where T : notnull => Configuration.GetOption(Descriptor, option);

    internal void Report(
        ManifestFile file,
        Resource? resource,
        YamlNode? node,
        TextSpan span,
        string message,
        CodeFix? fix,
        DiagnosticSeverity? severity,
        ImmutableArray<RelatedLocation> related)
    {
        if (file.Role == FileRole.Context)
            return;

        LintConfiguration there = _places is null ? Configuration : resource is null ? _places.For(file, span) : _places.For(resource);
        if (_places is not null && (!there.IsEnabled(Descriptor) || (_isAboutOwnPlaces && !ReferenceEquals(there, Configuration))))
            return;

        _findings.Add(new Diagnostic
        {
            Descriptor = Descriptor,
            Severity = there.GetSeverity(Descriptor, severity ?? Descriptor.Severity),
            Message = message,
            Location = new Location(file, span),
            Resource = resource,
            Node = node?.Handle,
            ProposedFix = fix,
            Related = related.IsDefault ? [] : related,
        });
    }
}
