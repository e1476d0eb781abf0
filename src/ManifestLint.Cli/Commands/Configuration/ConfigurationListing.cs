using System.Collections.Immutable;
using System.Globalization;
using ManifestLint.Cli.Reporters;
using ManifestLint.Configuration;

namespace ManifestLint.Cli.Commands.Configuration;

/// <summary>Prints what holds as a configuration file, with a comment behind each value that tells who said it.</summary>
internal sealed class ConfigurationListing
{
    private const int CommentColumn = 40;
    private const int Width = 80;

    private readonly StreamWriter _writer;

    public ConfigurationListing(Stream output) => _writer = ReportText.Open(output);

    /// <summary>Writes the listing.</summary>
    public void Write(ShownConfiguration shown)
    {
        using (_writer)
        {
            EffectiveSettings settings = shown.Settings;
            _writer.WriteLine($"# What holds for {VisibleText.Escape(shown.Path)}");
            WriteLine("root: true", "all that the files say stands here");
            WriteLine($"extends: [{SeverityText.Of(settings.PresetOrDefault)}]", Origin(settings.Preset?.Origin));
            WriteLine($"kubernetesVersion: {Word(settings.Version?.Value ?? TargetVersions.Default.ToString())}", Origin(settings.Version?.Origin));
            WriteLine($"failOn: {SeverityText.Of(shown.Configuration.FailOn, "never")}", Origin(settings.FailOn?.Origin));
            WriteGlobs("include", settings.Include, "[\"**\"]", shown);
            WriteGlobs("exclude", settings.Exclude, "[]", shown);
            WriteRules(shown);
            WriteLocked(shown);
            WriteOverrides(shown);
            WritePaths("schemaLocations", settings.SchemaLocations, shown);
            WritePaths("crds", settings.Definitions, shown);
            _writer.WriteLine("suppressions:");
            WriteLine($"  inline: {Word(shown.Configuration.AllowsInlineSuppressions)}", Origin(settings.InlineSuppressions?.Origin));
            WriteLine($"  requireReason: {Word(shown.Configuration.RequiresReasons ?? shown.Configuration.IsStrict)}", settings.RequireReason is { } reason ? reason.Origin.ToString() : $"preset {SeverityText.Of(settings.PresetOrDefault)}");
            WriteObjects(shown);
        }
    }

    private void WriteRules(ShownConfiguration shown)
    {
        _writer.WriteLine(shown.Rules.IsEmpty ? "rules: {}" : "rules:");
        foreach (ShownRule rule in shown.Rules)
        {
            string level = SeverityText.Of(rule.Level, "off");
            if (rule.Options.IsEmpty)
            {
                WriteLine($"  {rule.Rule.Name}: {level}", $"{rule.Rule.Id}, {rule.LevelOrigin}");
                continue;
            }

            WriteLine($"  {rule.Rule.Name}:", rule.Rule.Id);
            if (rule.IsLevelSet)
                WriteLine($"    severity: {level}", rule.LevelOrigin);
            foreach ((var option, object value, string origin) in rule.Options)
                WriteLine($"    {option.Key}: {Word(value)}", origin);
        }
    }

    private void WriteLocked(ShownConfiguration shown)
    {
        if (shown.Settings.Locked.IsEmpty)
        {
            WriteLine("locked: []", "default");
            return;
        }

        _writer.WriteLine("locked:");
        foreach ((string id, SettingOrigin origin) in shown.Settings.Locked)
            WriteLine($"  - {shown.Names(id).Name}", $"{id}, {origin}");
    }

    private void WriteOverrides(ShownConfiguration shown)
    {
        if (shown.Overrides.IsEmpty)
        {
            foreach (ConfigurationOverride entry in shown.Settings.Overrides)
                _writer.WriteLine($"# The override of {entry.Origin} holds{(entry.Reason is { } reason ? $": {VisibleText.Escape(reason)}" : "")}");
            return;
        }

        _writer.WriteLine("overrides:");
        foreach ((ConfigurationOverride entry, string directory) in shown.Overrides)
        {
            string from = entry.Files is null || directory == "." ? "" : $", globs relative to {directory}";
            string dash = "  - ";
            void Entry(string line)
            {
                WriteLine(dash + line, dash == "  - " ? entry.Origin + from : "");
                dash = "    ";
            }

            if (entry.Files is { } files)
                Entry($"files: {Word(files.Select(glob => glob.Written).ToImmutableArray())}");
            if (entry.Kinds is { } kinds)
                Entry($"kinds: {Word(kinds)}");
            if (entry.Namespaces is { } namespaces)
                Entry($"namespaces: {Word(namespaces)}");
            if (entry.Names is { } names)
                Entry($"names: {Word(names)}");
            if (entry.Reason is { } reason)
                Entry($"reason: {Word(reason)}");
            _writer.WriteLine(entry.Rules.IsEmpty ? "    rules: {}" : "    rules:");
            foreach (RuleSetting rule in entry.Rules)
                WriteRule(rule, "      ");
        }
    }

    private void WriteRule(RuleSetting rule, string indent)
    {
        if (rule.Options.IsEmpty)
        {
            WriteLine($"{indent}{rule.Rule.Name}: {(rule.Level is { } level ? SeverityText.Of(level.Value, "off") : "{}")}", rule.Rule.Id);
            return;
        }

        WriteLine($"{indent}{rule.Rule.Name}:", rule.Rule.Id);
        if (rule.Level is { } set)
            WriteLine($"{indent}  severity: {SeverityText.Of(set.Value, "off")}", "");
        foreach (OptionSetting option in rule.Options)
            WriteLine($"{indent}  {option.Option.Key}: {Word(option.Value.Value)}", "");
    }

    private void WriteObjects(ShownConfiguration shown)
    {
        foreach (ShownObject resource in shown.Objects)
        {
            foreach (ConfigurationOverride entry in resource.Overrides)
            {
                _writer.WriteLine($"# {VisibleText.Escape(resource.Name)} (line {resource.Line}): also the override of {entry.Origin}{(entry.Reason is { } reason ? $": {VisibleText.Escape(reason)}" : "")}");
                foreach (RuleSetting rule in entry.Rules)
                    _writer.WriteLine($"#   {rule.Rule.Name}: {Describe(rule)}");
            }
        }
    }

    private static string Describe(RuleSetting rule) => string.Join(", ",
    [
        .. rule.Level is { } level ? [SeverityText.Of(level.Value, "off")] : Array.Empty<string>(),
        .. rule.Options.Select(option => $"{option.Option.Key} {Word(option.Value.Value)}"),
    ]);

    private void WriteGlobs(string key, Based<ImmutableArray<PathGlob>>? globs, string byDefault, ShownConfiguration shown)
    {
        if (globs is null)
        {
            WriteLine($"{key}: {byDefault}", "default");
            return;
        }

        string directory = shown.ShowDirectory(globs.Directory);
        WriteLine($"{key}: {Word(globs.Setting.Value.Select(glob => glob.Written).ToImmutableArray())}", globs.Setting.Origin + (directory == "." ? "" : $", relative to {directory}"));
    }

    private void WritePaths(string key, Based<ImmutableArray<Setting<string>>>? paths, ShownConfiguration shown) =>
        WriteLine($"{key}: {Word((paths?.Setting.Value ?? []).Select(path => shown.PathFromHere(path, paths!.Directory)).ToImmutableArray())}", Origin(paths?.Setting.Origin));

    // What does not fit behind the value stands above it.
    private void WriteLine(string yaml, string comment)
    {
        comment = VisibleText.Escape(comment);
        string padded = yaml.PadRight(CommentColumn - 2) + "  # " + comment;
        if (comment.Length == 0)
            _writer.WriteLine(yaml);
        else if (padded.Length <= Width || yaml.Length + comment.Length + 4 <= Width)
            _writer.WriteLine(padded.Length <= Width ? padded : $"{yaml}  # {comment}");
        else
            _writer.WriteLine($"{new string(' ', yaml.Length - yaml.TrimStart().Length)}# {comment}\n{yaml}");
    }

    private static string Origin(SettingOrigin? origin) => origin?.ToString() ?? "default";

    private static string Word(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        int number => number.ToString(CultureInfo.InvariantCulture),
        ImmutableArray<string> texts => $"[{string.Join(", ", texts.Select(Word))}]",
        string text => Word(text),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "no value of a configuration"),
    };

    // A word that could be read as anything else is quoted.
    private static string Word(string text)
    {
        bool isPlain = text.Length > 0 && char.IsAsciiLetter(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/')
            && text.ToLowerInvariant() is not ("true" or "false" or "yes" or "no" or "on" or "off" or "y" or "n" or "null");
        return isPlain ? text : $"\"{System.Text.Json.JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
    }
}
