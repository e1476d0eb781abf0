namespace ManifestLint.Rules;

/// <summary>
/// What the API server lets an environment variable be called (apimachinery/pkg/util/validation/validation.go). Each question answers with what is
/// wrong in plain words, or null.
/// </summary>
internal static class EnvironmentNames
{
    /// <summary>What is wrong in every version: only printable ASCII but <c>=</c> (IsRelaxedEnvVarName).</summary>
    public static string? Check(string name)
    {
        if (name.Length == 0)
            return "it is empty";

        foreach (char c in name)
        {
            if (c == '=')
                return "character '='";
            if (char.IsControl(c))
                return "a control character";
            if (c > '~')
                return $"character '{c}' is not ASCII";
        }

        return null;
    }

    /// <summary>What was wrong before 1.32 (IsEnvVarName).</summary>
    public static string? CheckStrictly(string name)
    {
        if (name.Length > 0 && char.IsAsciiDigit(name[0]))
            return "must not start with a digit";

        foreach (char c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-' or '.'))
                return c == ' ' ? "a blank" : $"character '{c}'";
        }

        if (name == ".")
            return "must not be '.'";
        return name.StartsWith("..", StringComparison.Ordinal) ? "must not start with '..'" : null;
    }
}
