using System.Collections.Immutable;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;

namespace ManifestLint.Baselines;

/// <summary>What a baseline has to know about the run and the files around it.</summary>
public sealed record BaselineScope
{
    /// <summary>What holds where: locked rules are never hidden.</summary>
    public required ConfigurationMap Configurations { get; init; }

    /// <summary>All rules, also those that do not run.</summary>
    public required ImmutableArray<DiagnosticDescriptor> Rules { get; init; }

    /// <summary>What the baseline calls a file of the run, given as reports show it.</summary>
    public Func<string, string> NameOf { get; init; } = path => path;

    /// <summary>Whether a file that the baseline names is not there any more.</summary>
    public Func<string, bool> IsGone { get; init; } = _ => false;

    /// <summary>Whether a file that the baseline names lies in a directory that the run reads whole.</summary>
    public Func<string, bool> IsCovered { get; init; } = _ => false;

    /// <summary>Whether entries that match no finding are told; not in a run that looks at a part of the manifests only.</summary>
    public bool TellsStaleEntries { get; init; }
}
