using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ManifestLint.Schemas.Generator.Readers;

/// <summary>One file of compiled validators: its functions by name, the modules it imports, its lists of values. Read as text, never run.</summary>
internal sealed class CompiledModule
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private static readonly Regex Import = new(@"import\{validate as (?<name>validate\d+)\}from""(?<path>[^""]+)""", Options);
    private static readonly Regex Export = new(@"export const validate=(?<name>validate\d+)", Options);
    private static readonly Regex ValueList = new(@"(?:let|const|,)\s*(?<name>schema\d+_enum)=(?<list>\[[^\]]*\])", Options);

    private static readonly Regex Function = new(
        @"function (?<name>validate\d+)\(data,\{instancePath="""",parentData,parentDataProperty,rootData=data\}=\{\}\)\{", Options);

    /// <summary>Reads the text of a module.</summary>
    public CompiledModule(string text)
    {
        Root = Export.Match(text).Groups["name"].Value;
        Imports = Import.Matches(text).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["path"].Value, StringComparer.Ordinal);
        Functions = Function.Matches(text).ToDictionary(
            match => match.Groups["name"].Value, match => text[(match.Index + match.Length)..FindEnd(text, match.Index + match.Length)], StringComparer.Ordinal);
        Values = ValueList.Matches(text).ToDictionary(
            match => match.Groups["name"].Value, match => JsonNode.Parse(match.Groups["list"].Value)!.AsArray(), StringComparer.Ordinal);
    }

    /// <summary>The function that validates the module's own type.</summary>
    public string Root { get; }

    /// <summary>Function name to the path of the module that it comes from.</summary>
    public IReadOnlyDictionary<string, string> Imports { get; }

    /// <summary>Function name to its text between the braces.</summary>
    public IReadOnlyDictionary<string, string> Functions { get; }

    /// <summary>List name to values.</summary>
    public IReadOnlyDictionary<string, JsonArray> Values { get; }

    // The closing brace of a function; braces in texts and regular expressions do not count.
    private static int FindEnd(string text, int start)
    {
        int depth = 1;
        for (int i = start; i < text.Length; i++)
        {
            char c = text[i];
            if (c is '"' or '\'' or '`')
                i = SkipText(text, i);
            else if (c == '/' && "(,=:!&|".Contains(text[i - 1], StringComparison.Ordinal))
                i = SkipExpression(text, i);
            else if (c == '{')
                depth++;
            else if (c == '}' && --depth == 0)
                return i;
        }
        throw new InvalidDataException("A validator function has no end.");
    }

    private static int SkipText(string text, int start)
    {
        int i = start + 1;
        while (text[i] != text[start])
            i += text[i] == '\\' ? 2 : 1;
        return i;
    }

    private static int SkipExpression(string text, int start)
    {
        bool isInClass = false;
        int i = start + 1;
        while (text[i] != '/' || isInClass)
        {
            if (text[i] is '[' or ']')
                isInClass = text[i] == '[';
            i += text[i] == '\\' ? 2 : 1;
        }
        return i;
    }
}
