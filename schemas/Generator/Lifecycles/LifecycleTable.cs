using System.Globalization;
using System.Text.Json;
using ManifestLint.Schemas.Generator.Readers;

namespace ManifestLint.Schemas.Generator.Lifecycles;

/// <summary>
/// The table of deprecated and removed API types: upstream's marks, corrected for alpha versions by which minor really served them, and rows written by hand
/// for types that upstream has deleted.
/// </summary>
internal static class LifecycleTable
{
    /// <summary>Makes the table.</summary>
    /// <param name="upstream">The lives by upstream's marks.</param>
    /// <param name="additions">The rows written by hand.</param>
    /// <param name="presence">Which minors serve a kind.</param>
    public static IReadOnlyDictionary<string, Lifecycle> Build(
        IReadOnlyDictionary<string, Lifecycle> upstream, IReadOnlyDictionary<string, Lifecycle> additions, Presence presence)
    {
        var table = new SortedDictionary<string, Lifecycle>(StringComparer.Ordinal);
        foreach ((string kind, Lifecycle life) in upstream.Where(pair => IsWritten(pair.Key)))
            table[kind] = presence.Correct(kind, Repair(kind, life));
        foreach ((string kind, Lifecycle life) in additions)
        {
            if (!table.TryAdd(kind, life) && (table[kind].Deprecated ?? table[kind].Removed) is not null)
                throw new InvalidDataException($"{kind} is written by hand and upstream has marks for it.");
            table[kind] = life;
        }

        foreach (string kind in table.Keys.Where(kind => table[kind].Deprecated is null && table[kind].Removed is null).ToArray())
            table.Remove(kind);
        foreach (string kind in table.Keys.ToArray())
        {
            // DeploymentRollback names one that never was.
            string? successor = FindSuccessor(kind, table, presence);
            bool isKind = successor is not null && (presence.Knows(successor) || upstream.ContainsKey(successor) || additions.ContainsKey(successor));
            table[kind] = table[kind] with { Replacement = isKind ? successor : null };
        }
        presence.Check(table);
        return table;
    }

    /// <summary>Reads a table, or the rows written by hand, whose <c>source</c> is for people.</summary>
    public static IReadOnlyDictionary<string, Lifecycle> Read(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        return document.RootElement.EnumerateObject().ToDictionary(row => row.Name, row => ReadRow(row.Value), StringComparer.Ordinal);
    }

    /// <summary>Writes the table, one row a line.</summary>
    public static string Write(IReadOnlyDictionary<string, Lifecycle> table) =>
        "{\n" + string.Join(",\n", table.OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => CanonicalJson.Write(row.Key) + ":" + Write(row.Value))) + "\n}\n";

    // Lists and options are no objects that people write.
    private static bool IsWritten(string kind) => !kind.EndsWith("List", StringComparison.Ordinal) && !kind.EndsWith("Options", StringComparison.Ordinal);

    // networking.k8s.io/v1beta1 IngressClass names IngressClassList as its successor.
    private static Lifecycle Repair(string kind, Lifecycle life) =>
        life.Replacement is { } replacement && replacement.EndsWith(kind[kind.LastIndexOf('/')..] + "List", StringComparison.Ordinal)
            ? life with { Replacement = replacement[..^"List".Length] }
            : life;

    // Marks name the next version, which may be gone itself by now: the last one counts. Where they name none, it is the best version of the same kind.
    private static string? FindSuccessor(string kind, SortedDictionary<string, Lifecycle> table, Presence presence)
    {
        string? successor = table[kind].Replacement ?? presence.FindBetterVersion(kind);
        while (successor is not null && table.TryGetValue(successor, out Lifecycle? next) && (next.Replacement ?? presence.FindBetterVersion(successor)) is { } later && later != kind)
            successor = later;
        return successor;
    }

    private static Lifecycle ReadRow(JsonElement row) => new(
        Number(row, "introduced"), Number(row, "deprecated"), Number(row, "removed"), row.TryGetProperty("replacement", out JsonElement kind) ? kind.GetString() : null);

    private static int? Number(JsonElement row, string name) => row.TryGetProperty(name, out JsonElement value) ? value.GetInt32() : null;

    private static string Write(Lifecycle life)
    {
        IEnumerable<(string Name, int? Minor)> minors = [("introduced", life.Introduced), ("deprecated", life.Deprecated), ("removed", life.Removed)];
        IEnumerable<string> members = minors.Where(pair => pair.Minor is not null).Select(pair => $"\"{pair.Name}\":{pair.Minor!.Value.ToString(CultureInfo.InvariantCulture)}");
        return "{" + string.Join(',', life.Replacement is null ? members : members.Append($"\"replacement\":{CanonicalJson.Write(life.Replacement)}")) + "}";
    }
}
