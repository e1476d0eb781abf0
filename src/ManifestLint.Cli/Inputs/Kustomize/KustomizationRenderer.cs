using System.Collections.Immutable;
using System.Text;
using ManifestLint.Rendering;
using ManifestLint.Resources;

namespace ManifestLint.Cli.Inputs.Kustomize;

/// <summary>
/// Builds the kustomizations of a run. The user's files are not touched: a kustomization of our own, in a directory that is deleted afterwards, takes the
/// user's in and asks kustomize to say where every object comes from.
/// </summary>
/// <param name="environment">The world around the command.</param>
/// <param name="maximumThreads">How many run at once.</param>
/// <param name="cancellation">Ends the run.</param>
internal sealed class KustomizationRenderer(CommandEnvironment environment, int maximumThreads, CancellationToken cancellation)
{
    private readonly KustomizeProgram _program = new(environment, cancellation);

    /// <summary>Builds every kustomization of the run that no other one takes in.</summary>
    /// <param name="graph">The kustomizations.</param>
    /// <param name="read">Gives the file of a full path; null when it cannot be read.</param>
    /// <exception cref="WrongUseException">There is no program that builds them.</exception>
    public RenderedKustomizations Render(KustomizationGraph graph, Func<string, ManifestFile?> read)
    {
        ImmutableArray<KustomizationNode> nodes = graph.Applied;
        var outputs = new (byte[]? Output, string Directory, string Reason)[nodes.Length];
        var failure = default(WrongUseException);
        Parallel.For(0, nodes.Length, new ParallelOptions { MaxDegreeOfParallelism = maximumThreads, CancellationToken = cancellation }, (i, state) =>
        {
            try
            {
                outputs[i] = Build(nodes[i]);
            }
            catch (WrongUseException exception)
            {
                failure = exception;
                state.Stop();
            }
        });
        if (failure is not null)
            throw failure;

        var sources = new SourceFiles(graph, read);
        var bundles = ImmutableArray.CreateBuilder<Bundle>();
        var objects = ImmutableArray.CreateBuilder<RenderedObject>();
        var failures = ImmutableArray.CreateBuilder<FailedBuild>();
        var replaced = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < nodes.Length; i++)
        {
            string name = environment.DisplayPath(nodes[i].Directory, isWrittenRelative: true);
            if (outputs[i].Output is not { } output)
            {
                failures.Add(new FailedBuild(nodes[i].Manifest, name, outputs[i].Reason, graph.Closure(nodes[i]).Any(part => part is { Manifest.Role: FileRole.Linted, Missing.IsEmpty: false })));
                continue;
            }

            var build = new KustomizeBuild(name, [.. graph.Closure(nodes[i]).Select(sources.PartOf)]);
            var rendered = RenderedStream.Read(output, outputs[i].Directory, build, sources);
            bundles.Add(new Bundle(rendered.Files, IsReadWhole: true));
            objects.AddRange(rendered.Objects);
            replaced.UnionWith(graph.Closure(nodes[i]).SelectMany(part => part.Files.Prepend(part.FullPath)));
        }

        return new RenderedKustomizations
        {
            Bundles = bundles.DrainToImmutable(),
            Relocation = new KustomizeRelocation(objects.DrainToImmutable()),
            Failures = failures.DrainToImmutable(),
            Replaced = [.. replaced],
        };
    }

    private (byte[]? Output, string Directory, string Reason) Build(KustomizationNode node)
    {
        // Kustomize takes a directory only by a relative path, and counts it from where links lead to.
        string directory = RealPath.Of(Directory.CreateTempSubdirectory("manifestlint-").FullName);
        try
        {
            string relative = Path.GetRelativePath(directory, RealPath.Of(node.Directory)).Replace('\\', '/');
            string quoted = relative.Replace("'", "''", StringComparison.Ordinal);
            string text = $"resources:\n- '{quoted}'\nbuildMetadata: [originAnnotations]\n";
            if (new AtomicFile(environment.Disk).TryWrite(Path.Combine(directory, "kustomization.yaml"), Encoding.UTF8.GetBytes(text), cancellation) is { } reason)
                return (null, directory, $"cannot write a kustomization for the build: {reason}");

            ProgramRun run = _program.Build(directory);
            if (run.ExitCode == 0)
                return (run.Output, directory, "");

            // Asked for directly, kustomize does not speak of the directory that is none of the user's.
            ProgramRun direct = _program.Build(node.Directory);
            return (null, directory, KustomizeProgram.Describe(direct.ExitCode == 0 ? run : direct));
        }
        finally
        {
            Delete(directory);
        }
    }
    // What was built is not lost because something is left behind among the temporary files.
    private static void Delete(string directory)
    {
        try
        {
            Directory.Delete(directory, recursive: true);
        }
        catch (Exception exception) when (FileTrouble.IsTrouble(exception))
        {
        }
    }
}
