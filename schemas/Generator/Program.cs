using System.CommandLine;
using ManifestLint.Schemas.Generator.Commands;

RepositoryPaths paths = RepositoryPaths.Find(Environment.CurrentDirectory);

var cache = new Option<string>("--cache") { Description = "The folder of the downloaded packages.", DefaultValueFactory = _ => paths.DefaultCache, Recursive = true };
var root = new RootCommand("Writes the schema files of ManifestLint from pinned packages.") { cache };

Add("fetch", "Download the pinned packages and check their hashes.", parsed => FetchCommand.Run(paths, Path.GetFullPath(parsed.GetValue(cache)!), Console.Out));
Add("generate", "Write the schema files from the cache.", parsed => GenerateCommand.Run(paths, Path.GetFullPath(parsed.GetValue(cache)!), Console.Out));
Add("pack", "Write the binary form that the program embeds, from the committed files.", _ => PackCommand.Run(paths, Console.Out));
Add("record", "Write the manifest again after a change of a file that is written by hand.", _ => GenerateCommand.Record(paths, Console.Out));
Add("verify", "Check the committed files; with --cache given, also against the fixtures of every minor.", Verify);
return root.Parse(args).Invoke();

int Verify(ParseResult parsed) =>
    VerifyCommand.Run(paths, parsed.GetResult(cache) is { Implicit: false } ? Path.GetFullPath(parsed.GetValue(cache)!) : null, Console.Out);

void Add(string name, string description, Func<ParseResult, int> run)
{
    var command = new Command(name, description);
    command.SetAction(run);
    root.Subcommands.Add(command);
}
