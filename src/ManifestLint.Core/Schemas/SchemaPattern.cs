using System.Text.RegularExpressions;

namespace ManifestLint.Schemas;

/// <summary>A regular expression of a schema. Made when it is first needed; one that cannot be matched in linear time matches everything.</summary>
/// <param name="text">The expression as the schema has it.</param>
public sealed class SchemaPattern(string text)
{
    private Regex? _expression;
    private bool _isUnusable;

    /// <summary>The expression.</summary>
    public string Text { get; } = text;

    /// <summary>Whether a value matches somewhere.</summary>
    public bool Matches(string value)
    {
        if (_isUnusable)
            return true;

        try
        {
            // Patterns and values come from files: the engine without backtracking cannot be made to run for ever.
            _expression ??= new Regex(Text, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, Regex.InfiniteMatchTimeout);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            _isUnusable = true;
            return true;
        }

        return _expression.IsMatch(value);
    }

    /// <summary>The expression.</summary>
    public override string ToString() => Text;
}
