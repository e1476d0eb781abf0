using System.CommandLine;
using System.CommandLine.Parsing;

namespace ManifestLint.Cli.Commands;

/// <summary>Tells about options that a command does not know, which would otherwise count as paths.</summary>
internal static class MisspeltOptions
{
    /// <summary>Makes a command refuse words among its paths that look like options.</summary>
    public static void Refuse(Command command, Argument paths) => command.Validators.Add(result =>
    {
        foreach (Token token in result.GetResult(paths)?.Tokens ?? [])
        {
            if (token.Value is not ['-', _, ..] || token.Type != TokenType.Argument)
                continue;

            string name = token.Value.Split('=', 2)[0];
            string suggestion = Spelling.Suggest(name, command.Options.Select(option => option.Name));
            string file = suggestion.Length == 0 ? $". A file of this name is given as './{token.Value}'" : suggestion;
            result.AddError($"Unknown option '{VisibleText.Escape(name)}'{VisibleText.Escape(file)}");
        }
    });
}
