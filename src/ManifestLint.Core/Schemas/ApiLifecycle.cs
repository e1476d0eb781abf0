namespace ManifestLint.Schemas;

/// <summary>When a version of a kind came, was deprecated, and went: minors of Kubernetes 1, from the lifecycle markers of the API's own types.</summary>
/// <param name="Introduced">The first minor that served it; 0 when it is not known.</param>
/// <param name="Deprecated">The minor that deprecated it; 0 when none did.</param>
/// <param name="Removed">The first minor that does not serve it any more, planned when it is not known yet; 0 when there is none.</param>
/// <param name="Replacement">What to use, for example <c>policy/v1 PodDisruptionBudget</c>; null when there is no successor.</param>
public sealed record ApiLifecycle(int Introduced, int Deprecated, int Removed, (string ApiVersion, string Kind)? Replacement)
{
    private static readonly Lazy<Dictionary<(string, string), ApiLifecycle>> Rows = new(Load);

    /// <summary>The lifecycle of a kind; null when it is neither deprecated nor removed.</summary>
    public static ApiLifecycle? Find(string apiVersion, string kind) => Rows.Value.GetValueOrDefault((apiVersion, kind));

    private static Dictionary<(string, string), ApiLifecycle> Load()
    {
        byte[] bytes = SchemaPackContent.Decompress("schemas/lifecycle.bin");
        var reader = new PackReader(bytes, 0);
        int count = reader.ReadNumber();
        var rows = new Dictionary<(string, string), ApiLifecycle>(count);
        for (int i = 0; i < count; i++)
        {
            (string, string) key = (reader.ReadText(), reader.ReadText());
            int introduced = reader.ReadNumber();
            int deprecated = reader.ReadNumber();
            int removed = reader.ReadNumber();
            string apiVersion = reader.ReadText();
            string kind = reader.ReadText();
            rows.Add(key, new ApiLifecycle(introduced, deprecated, removed, apiVersion.Length == 0 ? null : (apiVersion, kind)));
        }

        return rows;
    }
}
