using System.Text.Json;
using ManifestLint.Configuration;
using ManifestLint.Resources;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Schemas.Generator.Verification;

/// <summary>Holds the program's own validator, with the packs that it embeds, to the all-fields objects of a minor: it must find nothing unknown and nothing of a wrong type.</summary>
internal sealed class ValidatorCheck(int minor)
{
    private readonly SchemaValidator _validator = new(new SchemaCatalog(new SchemaStore(new TargetVersions(minor, minor)), []));

    /// <summary>What it finds in one object.</summary>
    public IEnumerable<string> Visit(string kind, JsonElement value)
    {
        ManifestFile file = ManifestFile.Parse(kind, SourceText.From(value.GetRawText()));
        foreach (Resource resource in file.Resources)
        {
            foreach (SchemaViolation violation in _validator.Validate(resource))
            {
                if (violation.Kind is SchemaViolationKind.UnknownField or SchemaViolationKind.FieldNotInVersion or SchemaViolationKind.WrongType or SchemaViolationKind.StringSurprise)
                    yield return $"the validator says {violation.Kind} of {resource.PathOf(violation.Node)} in {kind}";
            }
        }
    }
}
