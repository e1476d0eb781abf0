using System.Collections.Immutable;
using System.Globalization;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Baselines;

/// <summary>Why a file is no baseline.</summary>
/// <param name="Position">Where, from 0.</param>
/// <param name="Message">What is wrong, without final period.</param>
public sealed record BaselineMistake(LinePosition Position, string Message);

/// <summary>Reads what <see cref="BaselineWriter"/> writes. JSON is YAML, so the tree of a manifest serves, and every mistake has its place.</summary>
public sealed class BaselineReader
{
    private static readonly string[] RootKeys = ["version", "findings"];
    private static readonly string[] EntryKeys = ["rule", "name", "file", "kind", "namespace", "object", "path", "text", "message"];

    private readonly ManifestFile _file;
    private BaselineMistake? _mistake;

    private BaselineReader(ManifestFile file) => _file = file;

    /// <summary>Reads a file.</summary>
    /// <returns>The baseline, or null with <paramref name="mistake"/> telling the first thing that is wrong.</returns>
    public static Baseline? Read(ManifestFile file, out BaselineMistake? mistake)
    {
        var reader = new BaselineReader(file);
        Baseline? baseline = reader.Read();
        mistake = reader._mistake;
        return mistake is null ? baseline : null;
    }

    private Baseline? Read()
    {
        if (_file.Tree is not { } tree)
        {
            _mistake = new BaselineMistake(_file.ReadErrorPosition, _file.ReadError!);
            return null;
        }

        if (FindConflict(tree.Text) is { } conflict)
            return Refuse(conflict, "this is a merge conflict; keep the entries of both sides, or write the baseline again with --write-baseline");
        if (tree.Errors.FirstOrDefault() is { } error)
            return Refuse(error.Span, $"this is not JSON: {error.Message}");

        List<YamlNode> roots = [.. tree.Documents.Select(document => document.Root).OfType<YamlNode>()];
        if (roots.Count == 0)
            return Refuse(default, "the file is empty");
        if (roots is not [YamlMapping root])
            return Refuse(roots[^1].Span, "a baseline is one JSON object");
        if (!HasOnly(root, RootKeys) || !HasVersion(root))
            return null;
        if (root.Find("findings")?.Value is not YamlSequence findings)
            return Refuse(root.Find("findings")?.Value.Span ?? root.Span, "'findings' must be a list");

        var entries = ImmutableArray.CreateBuilder<BaselineEntry>(findings.Items.Length);
        foreach (YamlNode item in findings.Items)
        {
            if (ReadEntry(item) is not { } entry)
                return null;
            entries.Add(entry);
        }

        return Baseline.FromFile(entries.DrainToImmutable(), _file);
    }

    private bool HasVersion(YamlMapping root)
    {
        if (root.Find("version")?.Value is not YamlScalar version)
        {
            Refuse(root.Span, "there is no 'version', so this is no baseline");
            return false;
        }

        if (version.Value == BaselineWriter.FormatVersion.ToString(CultureInfo.InvariantCulture))
            return true;

        string newer = int.TryParse(version.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > BaselineWriter.FormatVersion
            ? ", so a newer ManifestLint wrote the file"
            : "";
        Refuse(version.Span, $"the version is {version.Value}, this ManifestLint reads version {BaselineWriter.FormatVersion}{newer}");
        return false;
    }

    private BaselineEntry? ReadEntry(YamlNode item)
    {
        if (item is not YamlMapping mapping)
        {
            Refuse(item.Span, "an entry is an object with 'rule' and 'file'");
            return null;
        }

        if (!HasOnly(mapping, EntryKeys))
            return null;

        var values = new string[EntryKeys.Length];
        for (int i = 0; i < values.Length; i++)
        {
            switch (mapping.Find(EntryKeys[i])?.Value)
            {
                case null:
                    values[i] = "";
                    break;
                case YamlScalar { IsNull: false } scalar:
                    values[i] = scalar.Value;
                    break;
                case { } other:
                    Refuse(other.Span, $"'{EntryKeys[i]}' must be a text");
                    return null;
            }
        }

        if (values is not [{ Length: > 0 } rule, var name, { Length: > 0 } file, var kind, var space, var named, var path, var text, var message])
        {
            Refuse(mapping.Span, $"an entry needs '{(values[0].Length == 0 ? EntryKeys[0] : EntryKeys[2])}'");
            return null;
        }

        return new BaselineEntry(new FindingKey(rule, file, kind, space, named, path, text), name, message) { Span = mapping.Find("rule")!.Value.Span };
    }

    private bool HasOnly(YamlMapping mapping, string[] keys)
    {
        foreach (YamlEntry entry in mapping.Entries)
        {
            if (entry.KeyText is { } key && Array.IndexOf(keys, key) >= 0)
                continue;

            string meant = EditDistance.Closest(entry.KeyText ?? "", keys) is { } close ? $"did you mean '{close}'?" : $"there are {string.Join(", ", keys)}";
            Refuse(entry.Key.Span, $"there is no key '{entry.KeyText}'; {meant}");
            return false;
        }

        return true;
    }

    private Baseline? Refuse(TextSpan span, string message)
    {
        _mistake = new BaselineMistake(_file.Tree!.Text.GetPosition(span.Start), message);
        return null;
    }

    // Told before anything else: the mistakes that a conflict leads to would puzzle.
    private static TextSpan? FindConflict(SourceText text)
    {
        const string mark = "<<<<<<< ";
        int at = text.Text.StartsWith(mark, StringComparison.Ordinal) ? 0 : text.Text.IndexOf('\n' + mark, StringComparison.Ordinal) + 1;
        return at > 0 || text.Text.StartsWith(mark, StringComparison.Ordinal) ? TextSpan.At(at) : null;
    }
}
