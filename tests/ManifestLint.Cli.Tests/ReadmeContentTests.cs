using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using ManifestLint.Cli.Commands;
using ManifestLint.Cli.Inputs;
using ManifestLint.Cli.Reporters;
using ManifestLint.Resources;
using ManifestLint.Rules;
using ManifestLint.Tests;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Cli.Tests;

/// <summary>The README tells of every command, option, format, exit code and hook.</summary>
public sealed class ReadmeContentTests
{
    private static readonly string Page = File.ReadAllText(RepositoryRoot.Combine("README.md"));

    private static readonly RootCommand Root = ManifestLintCommand.Create(new CommandEnvironment
    {
        OpenInput = () => Stream.Null,
        Output = Stream.Null,
        Error = TextWriter.Null,
        WorkingDirectory = "/",
        GetVariable = _ => null,
        Disk = new Disk(),
        CreateRules = RuleCatalog.CreateRules,
        GetPage = RuleCatalog.GetPage,
        WatchForInterrupt = () => default,
    });

    [Fact]
    public void Every_option_of_every_command_is_told()
    {
        string[] missing = [.. Commands(Root).SelectMany(command => OptionsOf(command).Where(option => !IsTold(option.Name)).Select(option => $"{command.Name} {option.Name}"))];

        Assert.True(missing.Length == 0, $"README.md does not tell of {string.Join(", ", missing)}");
        Assert.True(Commands(Root).SelectMany(OptionsOf).Count() > 90);
    }

    [Fact]
    public void Every_command_is_told() =>
        Assert.All(Commands(Root).Where(command => command.Subcommands.Count == 0), command => Assert.Matches($@"\b{Regex.Escape(NameOf(command))}\b", Page));

    [Fact]
    public void Every_format_is_told() => Assert.All(ReportFormat.Names, name => Assert.True(IsTold(name), name));

    [Fact]
    public void Every_exit_code_is_told()
    {
        object?[] codes = [.. typeof(ExitCode).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetRawConstantValue())];

        Assert.True(codes.Length >= 7);
        Assert.All(codes, code => Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"\n| {code} | "), Page, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_option_has_a_description_and_stands_in_one_group()
    {
        Assert.All(Commands(Root).SelectMany(OptionsOf), option => Assert.EndsWith(".", option.Description, StringComparison.Ordinal));
        GroupedCommand lint = Assert.Single(Commands(Root).OfType<GroupedCommand>());
        Option[] grouped = [.. lint.Groups.SelectMany(group => group.Options)];
        Assert.Equal(lint.Options.Where(option => option is not HelpOption).ToHashSet(), grouped.ToHashSet());
        Assert.Distinct(grouped);
    }

    // pre-commit.com, "Creating new hooks".
    [Fact]
    public void Every_hook_of_pre_commit_is_told_and_starts_the_command()
    {
        YamlTree tree = YamlTree.Parse(File.ReadAllText(RepositoryRoot.Combine(".pre-commit-hooks.yaml")));
        YamlMapping[] hooks = [.. ((YamlSequence)tree.Documents[0].Root!).Items.OfType<YamlMapping>()];

        Assert.Equal(["manifestlint", "manifestlint-fix", "manifestlint-system", "manifestlint-fix-system"], hooks.Select(hook => hook.GetString("id")!.Value.Value));
        foreach (YamlMapping hook in hooks)
        {
            Assert.Contains($"`{hook.GetString("id")!.Value.Value}`", Page, StringComparison.Ordinal);
            Assert.All((string[])["name", "description", "language", "types_or", "minimum_pre_commit_version"], key => Assert.NotNull(hook.Get(key)));
            Assert.True(hook.GetBoolean("require_serial")!.Value.Value);
            string[] words = hook.GetString("entry")!.Value.Value.Split(' ');
            Assert.Equal("manifestlint", words[0]);
            Assert.Empty(Root.Parse(words[1..]).Errors);
        }
    }

    private static bool IsTold(string word) => Regex.IsMatch(Page, $@"(?<![\w-]){Regex.Escape(word)}(?![\w-])", RegexOptions.None, TimeSpan.FromSeconds(10));

    private static IEnumerable<Option> OptionsOf(Command command) => command.Options.Where(option => option is not HelpOption && !option.Hidden);

    private static IEnumerable<Command> Commands(Command command) => command.Subcommands.SelectMany(Commands).Prepend(command);

    private static string NameOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } around and not RootCommand ? $"{NameOf(around)} {command.Name}" : command.Name;
}
