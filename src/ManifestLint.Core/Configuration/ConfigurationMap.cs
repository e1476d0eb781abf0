using System.Collections.Immutable;
using ManifestLint.Resources;

namespace ManifestLint.Configuration;

/// <summary>Which configuration holds for a file and for each object in it.</summary>
public sealed class ConfigurationMap
{
    private readonly LintConfiguration _everywhere;

    /// <summary>One configuration for everything.</summary>
    public ConfigurationMap(LintConfiguration everywhere) => _everywhere = everywhere;

    /// <summary>Every configuration that holds somewhere, the one for what lies in no file's reach first.</summary>
    public ImmutableArray<LintConfiguration> All => [_everywhere];

    /// <summary>What holds for a file as a whole and for documents that hold no object.</summary>
    public LintConfiguration For(ManifestFile file)
    {
        _ = file;
        return _everywhere;
    }

    /// <summary>What holds for an object.</summary>
    public LintConfiguration For(Resource resource) => For(resource.File);
}
