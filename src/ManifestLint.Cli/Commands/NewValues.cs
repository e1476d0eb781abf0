using System.Collections.Immutable;
using System.Globalization;
using ManifestLint.Releases.Generation;
using ManifestLint.Resources;

namespace ManifestLint.Cli.Commands;

/// <summary>Reads the values of options of <c>new</c> that have a form of their own.</summary>
internal static class NewValues
{
    private static readonly string[] Layouts = ["files", "single", "kustomize"];
    private static readonly string[] CompanionNames = ["pdb", "hpa", "ingress", "config"];

    /// <summary>A layout by its name.</summary>
    public static LayoutKind Layout(string word) => word switch
    {
        "files" => LayoutKind.Files,
        "single" => LayoutKind.Single,
        "kustomize" => LayoutKind.Kustomize,
        _ => throw new WrongUseException($"Unknown layout '{word}'{Spelling.SuggestOrList(word, Layouts)}"),
    };

    /// <summary>Companions by their names.</summary>
    public static IEnumerable<Companion> Companions(IEnumerable<string> words)
    {
        foreach (string word in words)
        {
            yield return word switch
            {
                "pdb" => Companion.DisruptionBudget,
                "hpa" => Companion.Autoscaler,
                "ingress" => Companion.Ingress,
                "config" => Companion.Configuration,
                _ => throw new WrongUseException($"Unknown companion '{word}' in --with{Spelling.SuggestOrList(word, CompanionNames)}"),
            };
        }
    }

    /// <summary><c>2..10@70</c>; the target may be left out.</summary>
    public static AutoscalerRange Autoscaler(string text)
    {
        const int UsualUtilization = 70;
        string[] parts = text.Split('@');
        string[] bounds = parts[0].Split("..");
        int utilization = UsualUtilization;
        if (parts.Length > 2 || bounds.Length != 2 || !TryReadNumber(bounds[0], out long least) || !TryReadNumber(bounds[1], out long most)
            || (parts.Length == 2 && !int.TryParse(parts[1].TrimEnd('%'), NumberStyles.None, CultureInfo.InvariantCulture, out utilization)))
        {
            throw new WrongUseException($"--hpa {text} does not have the form MIN..MAX@CPU, for example 2..10@70");
        }

        if (least < 1 || most < least || utilization < 1)
            throw new WrongUseException($"--hpa {text}: the minimum is at least 1, the maximum at least the minimum, the CPU utilization at least 1 percent");
        return new AutoscalerRange(least, most, utilization);
    }

    /// <summary>Two slots, the one that serves first.</summary>
    public static ImmutableArray<string> Slots(string text, string option)
    {
        string[] words = text.Split(',', StringSplitOptions.TrimEntries);
        if (words.Length != 2)
            throw new WrongUseException($"{option} {text}: a switch has two sides, so give two names, the one that serves first, for example blue,green");
        foreach (string word in words)
        {
            if (Names.CheckLabel(word) is { } wrong)
                throw new WrongUseException($"{option} {text}: '{word}' becomes a part of names, and it {wrong}");
        }

        if (words[0] == words[1])
            throw new WrongUseException($"{option} {text}: the two sides need different names");
        return [.. words];
    }

    /// <summary>A label key.</summary>
    public static string? LabelKey(string? text, string option) => text is not null && Names.CheckQualifiedName(text) is { } wrong
        ? throw new WrongUseException($"{option} {text} is no label key: {wrong}")
        : text;

    /// <summary>Weights in percent.</summary>
    public static ImmutableArray<int> Steps(string text)
    {
        var steps = ImmutableArray.CreateBuilder<int>();
        foreach (string word in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!int.TryParse(word.TrimEnd('%'), NumberStyles.None, CultureInfo.InvariantCulture, out int weight) || weight is < 1 or > 100)
                throw new WrongUseException($"--steps {text}: '{word}' is no weight; weights are whole percentages from 1 to 100, for example 10,25,50");
            steps.Add(weight);
        }

        return steps.DrainToImmutable();
    }

    private static bool TryReadNumber(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
