using System.Collections.Immutable;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>An item of <c>env</c> with the node that it is written as.</summary>
/// <param name="Item">The item, an alias not followed.</param>
/// <param name="Name">The variable.</param>
/// <param name="Value">The literal value.</param>
internal readonly record struct EnvironmentEntry(YamlNode Item, Located<string>? Name, Located<string>? Value)
{
    /// <summary>The items in order; one that is no mapping has no name.</summary>
    public static ImmutableArray<EnvironmentEntry> Read(YamlSequence list)
    {
        var entries = ImmutableArray.CreateBuilder<EnvironmentEntry>(list.Items.Length);
        foreach (YamlNode item in list.Items)
        {
            var mapping = item.Dereference() as YamlMapping;
            entries.Add(new(item, mapping.GetString("name"), mapping.GetString("value")));
        }

        return entries.DrainToImmutable();
    }
}

/// <summary>A reference to an environment variable that the kubelet expands: <c>$(NAME)</c>.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Start">Where the <c>$</c> stands in the value.</param>
internal readonly record struct VariableReference(string Name, int Start)
{
    /// <summary>The length of the reference, mark and brackets included.</summary>
    public int Length => Name.Length + 3;

    /// <summary>The references of a value in order; <c>$$</c> stands for one dollar (third_party/forked/golang/expansion).</summary>
    public static IEnumerable<VariableReference> Read(string value)
    {
        for (int i = value.IndexOf('$', StringComparison.Ordinal); i >= 0 && i + 1 < value.Length; i = value.IndexOf('$', i))
        {
            int close = value[i + 1] == '(' ? value.IndexOf(')', i) : -1;
            if (close > 0)
                yield return new(value[(i + 2)..close], i);
            i += close > 0 ? close - i + 1 : value[i + 1] == '$' ? 2 : 1;
            if (i >= value.Length)
                yield break;
        }
    }
}
