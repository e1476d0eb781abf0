using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using ManifestLint.Cli.Tests.EndToEnd;
using ManifestLint.Tests;

namespace ManifestLint.Cli.Tests.Reporters.Browser;

/// <summary>
/// What an HTML report shows once its script has run: in the Chromium that <c>MANIFESTLINT_CHROMIUM</c> names (as in <c>.ci/run</c>), else in Node.js with
/// the little of a browser that <c>page.js</c> has.
/// </summary>
/// <param name="Status">The line that tells what is shown.</param>
/// <param name="Shown">The findings that are shown, by the name of their link.</param>
/// <param name="Files">The files in the table of contents.</param>
/// <param name="HasFilter">Whether the filters are there.</param>
internal sealed partial record PageState(string Status, ImmutableArray<string> Shown, ImmutableArray<string> Files, bool HasFilter)
{
    private static readonly string? Chromium = Environment.GetEnvironmentVariable("MANIFESTLINT_CHROMIUM") is { Length: > 0 } path ? path : null;

    /// <summary>Opens a report at a fragment.</summary>
    public static PageState Open(string path, string fragment) => Chromium is null ? Read(Act(path, fragment)) : OpenInChromium(path, fragment);

    /// <summary>Opens a report in Node.js, acts on it, and gives what <c>page.js</c> prints.</summary>
    public static JsonElement Act(string path, string fragment, params string[] steps)
    {
        string script = RepositoryRoot.Combine("tests", "ManifestLint.Cli.Tests", "Reporters", "Browser", "page.js");
        (int code, string output, string errors) = Start("node", "Node.js, or set MANIFESTLINT_CHROMIUM", [script, path, fragment, .. steps]);
        Assert.True(code == 0, errors);
        using JsonDocument json = JsonDocument.Parse(output);
        return json.RootElement.Clone();
    }

    private static PageState Read(JsonElement page) => new(
        page.GetProperty("status").GetString()!, Texts(page.GetProperty("shown")), Texts(page.GetProperty("files")), page.GetProperty("hasFilter").GetBoolean());

    private static ImmutableArray<string> Texts(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetString()!)];

    private static PageState OpenInChromium(string path, string fragment)
    {
        string profile = Directory.CreateTempSubdirectory("manifestlint-chromium-").FullName;
        try
        {
            // Without a sandbox of its own, since a CI job often runs as root in a container that has none to give.
            string[] options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", $"--user-data-dir={profile}", "--enable-logging=stderr", "--dump-dom"];
            (int code, string page, string log) = Start(Chromium!, "Chromium (apt-get install chromium)", [.. options, new Uri(path).AbsoluteUri + fragment]);
            Assert.True(code == 0, log);
            Assert.DoesNotContain("CONSOLE", log, StringComparison.Ordinal);
            return new PageState(
                WebUtility.HtmlDecode(StatusLine().Match(page).Groups[1].Value),
                [.. Section().Matches(page).Where(IsShown).SelectMany(section => Finding().Matches(section.Groups["content"].Value)).Where(IsShown).Select(finding => finding.Groups["id"].Value)],
                [.. Item().Matches(page).Where(IsShown).Select(item => WebUtility.HtmlDecode(Tag().Replace(item.Groups["path"].Value, "")))],
                !Form().IsMatch(page));
        }
        finally
        {
            Directory.Delete(profile, recursive: true);
        }
    }

    private static bool IsShown(Match element) => !element.Groups["hidden"].Success;

    private static (int Code, string Output, string Errors) Start(string program, string remedy, string[] arguments)
    {
        try
        {
            return ManifestLintProgram.Start(Path.GetTempPath(), "", [], program, arguments);
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new InvalidOperationException($"The tests of the HTML report need {program}: {exception.Message}. Install {remedy}.", exception);
        }
    }

    [GeneratedRegex("""<output id="shown"[^>]*>(.*?)</output>""", RegexOptions.Singleline)]
    private static partial Regex StatusLine();

    [GeneratedRegex("""<section class="file"[^>]*?(?<hidden> hidden="")?>(?<content>.*?)</section>""", RegexOptions.Singleline)]
    private static partial Regex Section();

    [GeneratedRegex("""<article id="(?<id>[^"]*)"[^>]*?(?<hidden> hidden="")?>""")]
    private static partial Regex Finding();

    [GeneratedRegex("""<li(?<hidden> hidden="")?><a href="#file-[0-9]+">(?<path>.*?)</a>""")]
    private static partial Regex Item();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("""<form [^>]*hidden=""[^>]*>""")]
    private static partial Regex Form();
}
