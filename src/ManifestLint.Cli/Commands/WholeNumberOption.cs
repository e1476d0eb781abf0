using System.CommandLine;
using System.Globalization;

namespace ManifestLint.Cli.Commands;

/// <summary>Options that take a whole number.</summary>
internal static class WholeNumberOption
{
    /// <summary>Makes one; what is no number is told in words.</summary>
    public static Option<int?> Create(string name, string description, params string[] aliases) => new(name, aliases)
    {
        HelpName = "N",
        Description = description,
        CustomParser = result =>
        {
            string text = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
                return number;
            result.AddError($"{name} '{VisibleText.Escape(text)}' is no whole number");
            return null;
        },
    };
}
