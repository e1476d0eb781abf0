using ManifestLint.Analysis;
using ManifestLint.Cli.Commands;
using ManifestLint.Cli.Reporters;
using ManifestLint.Diagnostics;
using ManifestLint.Tests;

namespace ManifestLint.Rules.Tests;

/// <summary>Ties down every list: the catalogue, the classes, the folders, the files in them, the pages and the table.</summary>
public sealed class CatalogTests
{
    // What a run says about itself no manifest can show; the tests of Core and Cli do.
    private static readonly string[] RulesWithoutManifests = ["ML0010", "ML0019", "ML0020", "ML0021", "ML0022"];

    private static readonly string[] CaseFiles = ["bad.yaml", "good.yaml", "fixed.yaml", "bad.expected.txt", "incomplete", "also", "drops-comments", "named", "target", "preset", "options", "locked", "inline-off"];

    private static readonly bool Updates = Environment.GetEnvironmentVariable("MANIFESTLINT_UPDATE") == "1";

    public static TheoryData<string> Rules => [.. RuleCatalog.CreateRules().Select(rule => rule.Descriptor.Id)];

    [Fact]
    public void Every_rule_class_is_in_the_catalogue_once_and_in_order()
    {
        string[] classes = [.. typeof(RuleCatalog).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Rule)) && !type.IsAbstract).Select(type => type.Name).Order(StringComparer.Ordinal)];
        string[] listed = [.. RuleCatalog.CreateRules().Select(rule => rule.GetType().Name).Order(StringComparer.Ordinal)];
        string[] ids = [.. RuleCatalog.CreateRules().Select(rule => rule.Descriptor.Id)];

        Assert.Equal(classes, listed);
        Assert.Equal(ids.Order(StringComparer.Ordinal).Distinct(StringComparer.Ordinal), ids);
        Assert.Equal(ids.Length, RuleCatalog.CreateRules().Select(rule => rule.Descriptor.Name).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Every_folder_belongs_to_a_rule()
    {
        string[] folders =
        [
            .. Directory.EnumerateDirectories(RepositoryRoot.Combine("rules"))
                .Where(category => Path.GetFileName(category) is not ("bin" or "obj"))
                .SelectMany(Directory.EnumerateDirectories)
                .Select(folder => Path.GetRelativePath(RepositoryRoot.Path, folder).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];

        Assert.Equal(RuleCatalog.CreateRules().Select(rule => RuleCase.FolderOf(rule.Descriptor)).Order(StringComparer.Ordinal), folders);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_folder_is_complete_and_every_file_in_it_is_read(string id)
    {
        foreach (RuleCase rule in RuleCase.All.Where(rule => rule.RuleId == id))
        {
            bool isOwnFolder = !rule.Folder.Contains("/cases/", StringComparison.Ordinal);
            if (isOwnFolder && !RulesWithoutManifests.Contains(id))
                Assert.True(rule.Has("bad.yaml") && rule.Has("good.yaml"), $"{rule} lacks bad.yaml or good.yaml.");
            if (!isOwnFolder)
                Assert.True(rule.Has("bad.yaml") || rule.Has("good.yaml"), $"{rule} shows nothing.");
            if (!rule.Has("bad.yaml"))
                Assert.False(rule.Has("fixed.yaml") || rule.Has("bad.expected.txt"), $"{rule} expects something of no manifest.");

            foreach (string file in Directory.EnumerateFiles(RepositoryRoot.Combine(rule.Folder)).Select(path => Path.GetFileName(path)))
            {
                bool isCode = isOwnFolder && (file.EndsWith(".cs", StringComparison.Ordinal) || file == "README.md");
                Assert.True(isCode || CaseFiles.Contains(file), $"Nothing reads {rule.Folder}/{file}.");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_page_has_its_sections_and_shows_the_manifests_that_are_tested(string id)
    {
        Rule rule = RuleCatalog.CreateRules().Single(rule => rule.Descriptor.Id == id);
        var own = new RuleCase(id, RuleCase.FolderOf(rule.Descriptor));
        string path = own.PathOf("README.md");
        string page = File.ReadAllText(path);
        string expected = RulePage.WithGeneratedParts(page, rule, own);
        if (Updates)
            File.WriteAllText(path, expected);
        else
            Assert.Equal(expected, page);

        Assert.StartsWith($"# {rule.Descriptor}\n", page, StringComparison.Ordinal);
        foreach (string section in RulePage.Sections(rule, own))
            Assert.Contains($"\n## {section}\n", page, StringComparison.Ordinal);
        Assert.All(rule.Options, option => Assert.Contains($"`{option.Key}`", page, StringComparison.Ordinal));
        Assert.All(RulePage.WithoutGeneratedParts(page).Split('\n'), line => Assert.True(line.Length <= 100 || line.StartsWith('|'), line));
    }

    // An address cannot be broken, and manifests are there to be copied.
    [Theory]
    [MemberData(nameof(Rules))]
    public void A_page_fits_a_terminal_of_80_columns(string id)
    {
        DiagnosticDescriptor rule = RuleCatalog.CreateRules().Single(rule => rule.Descriptor.Id == id).Descriptor;

        foreach (string line in RulePageText.Plain(RuleCatalog.GetPage(rule)).Split('\n'))
            Assert.True(line.Length <= 80 || line.StartsWith("    ", StringComparison.Ordinal) || !line.Trim().Contains(' '), line);
    }

    [Fact]
    public void The_table_of_rules_is_current()
    {
        string path = RepositoryRoot.Combine("rules", "README.md");
        string expected = RuleTable.Print(RuleCatalog.CreateRules());
        if (Updates)
            File.WriteAllText(path, expected);

        Assert.Equal(expected, File.ReadAllText(path));
    }

    [Fact]
    public void Every_page_is_embedded()
    {
        foreach (Rule rule in RuleCatalog.CreateRules())
            Assert.StartsWith("# ML", RuleCatalog.GetPage(rule.Descriptor), StringComparison.Ordinal);
    }
}
