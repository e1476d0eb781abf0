using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using ManifestLint.Cli.Reporters;

namespace ManifestLint.Cli.Commands;

/// <summary>Help of all commands: as wide as the terminal up to what reads well, 80 columns elsewhere; long lists of options come in groups.</summary>
internal sealed class CommandHelp(CommandEnvironment environment) : SynchronousCommandLineAction
{
    private const int MaximumWidth = 100;
    private const int WidthOfFiles = 80;

    // What is longer stands on a line of its own.
    private const int InvocationWidth = 26;
    private const int Indent = 2;

    // Below this, what a word means stands under it.
    private const int NarrowWidth = 60;

    /// <summary>Help is asked for to learn what would be right.</summary>
    public override bool ClearsParseErrors => true;

    /// <summary>Gives this help to a command and to all that are below it.</summary>
    public static void Apply(RootCommand root, CommandEnvironment environment)
    {
        // The given one also takes /h, which is a path.
        root.Options.Remove(root.Options.OfType<HelpOption>().First());
        root.Options.Add(new HelpOption("--help", "-h", "-?") { Description = "Show this help.", Action = new CommandHelp(environment) });
        foreach (VersionOption version in root.Options.OfType<VersionOption>())
            version.Description = "Show the version.";
    }

    public override int Invoke(ParseResult parseResult)
    {
        Command command = parseResult.CommandResult.Command;
        TextWriter output = parseResult.InvocationConfiguration.Output;
        int width = Math.Min(environment.GetOutputWidth() ?? WidthOfFiles, MaximumWidth);
        output.WriteLine(WrappedText.Break(command.Description ?? "", column: 0, indent: 0, width));
        output.WriteLine();
        output.WriteLine(WrappedText.Break($"Usage: {Usage(command)}", column: 0, Indent, width));
        foreach ((string title, IEnumerable<(string Invocation, string Description)> rows) in Sections(command))
            Write(title, [.. rows], width, output);
        return ExitCode.Clean;
    }

    private static IEnumerable<(string Title, IEnumerable<(string Invocation, string Description)> Rows)> Sections(Command command)
    {
        yield return ("Commands", command.Subcommands.Select(inner => ($"{inner.Name} {string.Join(' ', inner.Arguments.Select(Label))}".TrimEnd(), inner.Description ?? "")));
        yield return ("Arguments", command.Arguments.Select(argument => ($"<{argument.Name}>", argument.Description ?? "")));
        OptionGroup[] groups = command is GroupedCommand grouped ? [.. grouped.Groups] : [new("Options", [.. command.Options.Where(option => option is not HelpOption)])];
        foreach (OptionGroup group in groups)
            yield return (group.Title, Rows(group.Options));

        HelpOption help = Ancestors(command).SelectMany(around => around.Options).OfType<HelpOption>().First();
        yield return ("Help", Rows([help]));
    }

    private static IEnumerable<(string Invocation, string Description)> Rows(IEnumerable<Option> options) =>
        options.Where(option => !option.Hidden).Select(option => (Invocation(option), Describe(option)));

    private static void Write(string title, (string Invocation, string Description)[] rows, int width, TextWriter output)
    {
        if (rows.Length == 0)
            return;

        output.WriteLine();
        output.WriteLine($"{title}:");
        bool isNarrow = width < NarrowWidth;
        int column = isNarrow ? Indent * 3 : Indent + InvocationWidth;
        foreach ((string invocation, string description) in rows)
        {
            bool fits = !isNarrow && invocation.Length <= InvocationWidth - 2;
            output.Write(new string(' ', Indent));
            output.Write(fits ? invocation.PadRight(InvocationWidth) : $"{invocation}{Environment.NewLine}{new string(' ', column)}");
            output.WriteLine(WrappedText.Break(description, column, column, width));
        }
    }

    private static string Usage(Command command)
    {
        IEnumerable<string> words = Ancestors(command).Reverse().Select(around => around is RootCommand ? CommandLine.Name : around.Name).Concat(command.Arguments.Select(Label));
        return string.Join(' ', [.. words, .. command.Subcommands.Count > 0 ? ["<command>"] : Array.Empty<string>(), "[options]"]);
    }

    private static string Label(Argument argument)
    {
        string label = $"<{argument.Name}>{(argument.Arity.MaximumNumberOfValues > 1 ? "..." : "")}";
        return argument.Arity.MinimumNumberOfValues == 0 ? $"[{label}]" : label;
    }

    // Short names first, as people type them.
    private static string Invocation(Option option)
    {
        string names = string.Join(", ", option.Aliases.Append(option.Name).OrderBy(name => name.StartsWith("--", StringComparison.Ordinal)).ThenBy(name => name == "-?").ThenBy(name => name, StringComparer.Ordinal));
        return option.HelpName is { } value ? $"{names} <{value}>" : names;
    }

    private static string Describe(Option option)
    {
        string initial = option is { HasDefaultValue: true } && option.GetDefaultValue() is string { Length: > 0 } value ? $" [default: {value}]" : "";
        return $"{option.Description}{initial}{(option.Required ? " (required)" : "")}";
    }

    private static IEnumerable<Command> Ancestors(Command command)
    {
        for (Command? around = command; around is not null; around = around.Parents.OfType<Command>().FirstOrDefault())
            yield return around;
    }
}
