using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using ManifestLint.Releases;
using ManifestLint.Releases.Generation;
using ManifestLint.Resources;

namespace ManifestLint.Cli.Commands;

/// <summary>The options of <c>manifestlint new</c>.</summary>
internal sealed class NewCommand
{
    private readonly ReleaseStrategy? _strategy;

    private readonly Argument<string[]> _paths = new("INPUT")
    {
        Description = "The manifests to start from: files, directories (read whole), globs, or - for standard input.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _workload = Word("--workload", "NAME", "The Deployment to start from, when the manifests hold several.");
    private readonly Option<string?> _service = Word("--service", "NAME", "The Service that clients use, when several lead to the Deployment.");
    private readonly Option<bool> _adopt = Flag("--adopt", "The Deployment runs already: keep it, with its name and selector, as the side that serves.");
    private readonly Option<string?> _colors = Word("--colors", "FIRST,SECOND", "The names of the two sides, the one that serves first: blue,green when not given.");
    private readonly Option<string?> _colorLabel = Word("--color-label", "KEY", "The label that tells the sides apart: color when not given.");
    private readonly Option<string?> _trackLabel = Word("--track-label", "KEY", "The label that tells the sides apart: track when not given.");
    private readonly Option<string?> _steps = Word("--steps", "LIST", "The weights that a canary goes through, in percent: 10,25,50 when not given.");
    private readonly Option<bool> _preview = Flag("--preview", "Add a Service that leads to the side that does not serve (the default).");
    private readonly Option<bool> _noPreview = Flag("--no-preview", "Add no such Service.");
    private readonly Option<string[]> _with = new("--with") { HelpName = "LIST", Description = "What to add: pdb, hpa, ingress, config, separated by commas.", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };
    private readonly Option<string?> _autoscaler = Word("--hpa", "MIN..MAX@CPU", "Add an autoscaler with these numbers, for example 2..10@70.");
    private readonly Option<string?> _host = Word("--host", "HOST", "Add an Ingress for this host.");
    private readonly Option<string?> _ingressClass = Word("--ingress-class", "NAME", "The class of that Ingress.");
    private readonly Option<string?> _namespace = Word("--namespace", "NAME", "Write this namespace into every object.", "-n");
    private readonly Option<string?> _name = Word("--name", "NAME", "Without INPUT: the name of the service; that of the image when not given.");
    private readonly Option<string?> _image = Word("--image", "IMAGE", "Without INPUT: the image to run.");
    private readonly Option<int?> _port = Number("--port", "The port that the program listens on: 8080 when not given.");
    private readonly Option<int?> _servicePort = Number("--service-port", "The port of the Service: 80 when not given.");
    private readonly Option<string?> _probePath = Word("--probe-path", "PATH", "What the readiness probe asks for: /ready when not given.");
    private readonly Option<string?> _livenessPath = Word("--liveness-path", "PATH", "What the liveness probe asks for; it only opens a connection when not given.");
    private readonly Option<int?> _replicas;
    private readonly Option<string?> _layout = Word("--layout", "LAYOUT", "files (one for each reason to change), single (one stream) or kustomize (a base): files when not given.");
    private readonly Option<string?> _output = Word("--output", "PATH", "Where to write: a directory, a .yaml file for the single layout, or - for standard output; a directory of the service's name when not given.", "-o");
    private readonly Option<bool> _dryRun = Flag("--dry-run", "Show what would change as a diff, and write nothing.");
    private readonly Option<bool> _force = Flag("--force", "Replace files that differ, and write also what has errors.");
    private readonly Option<bool> _quiet = Flag("--quiet", "Tell errors, nothing else.", "-q");

    private NewCommand(ReleaseStrategy? strategy)
    {
        _strategy = strategy;
        string[] aliases = strategy == ReleaseStrategy.Canary ? ["--total"] : [];
        _replicas = WholeNumberOption.Create("--replicas", strategy is null ? "How many pods serve: 2 when not given." : "How many pods serve; as in the manifests, or 2, when not given.", aliases);
    }

    /// <summary>Makes the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        var command = new Command("new", "Write the manifests of a release set or of a service.");
        command.Subcommands.Add(Create(environment, "blue-green", "Write two Deployments that take turns behind one Service.", ReleaseStrategy.BlueGreen));
        command.Subcommands.Add(Create(environment, "canary", "Write a Deployment and a small one beside it for trying a version on a part of the requests.", ReleaseStrategy.Canary));
        command.Subcommands.Add(Create(environment, "deployment", "Write a single service.", strategy: null));
        return command;
    }

    private static Command Create(CommandEnvironment environment, string name, string description, ReleaseStrategy? strategy)
    {
        var options = new NewCommand(strategy);
        var command = new Command(name, description);
        command.Arguments.Add(options._paths);
        foreach (Option option in options.Options())
            command.Options.Add(option);
        if (strategy is null)
            options._paths.Hidden = true;
        MisspeltOptions.Refuse(command, options._paths);
        command.SetAction(parsed => new NewSession(environment, options.Read(parsed)).Run());
        return command;
    }

    private IEnumerable<Option> Options()
    {
        IEnumerable<Option> sides = _strategy switch
        {
            ReleaseStrategy.BlueGreen => [_workload, _service, _adopt, _colors, _colorLabel, _preview, _noPreview],
            ReleaseStrategy.Canary => [_workload, _service, _adopt, _trackLabel, _steps, _preview, _noPreview],
            _ => [],
        };
        return [.. sides, _with, _autoscaler, _host, _ingressClass, _namespace, _replicas, .. ScaffoldOptions(), _layout, _output, _dryRun, _force, _quiet];
    }

    private Option[] ScaffoldOptions() => [_name, _image, _port, _servicePort, _probePath, _livenessPath];

    private NewOptions Read(ParseResult parsed)
    {
        ImmutableArray<string> paths = [.. parsed.GetValue(_paths) ?? []];
        string? image = parsed.GetValue(_image);
        if (_strategy is null && !paths.IsEmpty)
            throw new WrongUseException($"new deployment writes a service that has no manifests yet; 'manifestlint lint --fix {paths[0]}' repairs those that are there");
        if (paths.IsEmpty && image is null)
            throw new WrongUseException(_strategy is null ? "--image is missing: the image that the service runs" : "say what to make it of: manifests (INPUT, '.' is the current directory), or a new service with --image");
        if (!paths.IsEmpty && ScaffoldOptions().FirstOrDefault(option => parsed.GetResult(option) is not null) is { } needless)
            throw new WrongUseException($"{needless.Name} describes a service that has no manifests yet; with INPUT these say it");
        if (paths.IsEmpty && ((Option[])[_workload, _service, _adopt]).FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } homeless)
            throw new WrongUseException($"{homeless.Name} speaks of manifests that are there; give them as INPUT");
        if (parsed.GetValue(_preview) && parsed.GetValue(_noPreview))
            throw new WrongUseException("--preview and --no-preview exclude each other");
        if (parsed.GetValue(_replicas) is < 1 and { } replicas)
            throw new WrongUseException($"--replicas {replicas.ToString(CultureInfo.InvariantCulture)}: at least 1 pod has to serve");
        string? space = parsed.GetValue(_namespace);
        if (space is not null && Names.CheckLabel(space) is { } wrong)
            throw new WrongUseException($"--namespace {space}: a namespace's name {wrong}");

        string? output = parsed.GetValue(_output);
        ImmutableArray<Companion> companions = Companions(parsed);
        AutoscalerRange? range = parsed.GetValue(_autoscaler) is { } text ? NewValues.Autoscaler(text) : null;
        return new NewOptions
        {
            Paths = paths,
            Scaffold = image is null ? null : new ScaffoldRecipe
            {
                Name = parsed.GetValue(_name) ?? NameOf(image),
                Image = image,
                Port = parsed.GetValue(_port),
                ServicePort = parsed.GetValue(_servicePort) ?? 80,
                Replicas = parsed.GetValue(_replicas) ?? 2,
                ProbePath = parsed.GetValue(_probePath),
                LivenessPath = parsed.GetValue(_livenessPath),
                Namespace = space,
                Companions = companions,
                Autoscaler = range,
                Host = parsed.GetValue(_host),
                IngressClass = parsed.GetValue(_ingressClass),
            },
            Recipe = _strategy is { } strategy ? Recipe(parsed, strategy, companions, range) : null,
            Layout = Layout(parsed.GetValue(_layout), output),
            Output = output,
            IsDryRun = parsed.GetValue(_dryRun),
            IsForced = parsed.GetValue(_force),
            IsQuiet = parsed.GetValue(_quiet),
        };
    }

    private ReleaseRecipe Recipe(ParseResult parsed, ReleaseStrategy strategy, ImmutableArray<Companion> companions, AutoscalerRange? range)
    {
        bool isBlueGreen = strategy == ReleaseStrategy.BlueGreen;
        var recipe = new ReleaseRecipe
        {
            Strategy = strategy,
            Workload = parsed.GetValue(_workload),
            Service = parsed.GetValue(_service),
            Adopts = parsed.GetValue(_adopt),
            Namespace = parsed.GetValue(_namespace),
            SlotKey = isBlueGreen ? NewValues.LabelKey(parsed.GetValue(_colorLabel), "--color-label") : NewValues.LabelKey(parsed.GetValue(_trackLabel), "--track-label"),
            Slots = isBlueGreen && parsed.GetValue(_colors) is { } colors ? NewValues.Slots(colors, "--colors") : [],
            Replicas = parsed.GetValue(_replicas),
            HasPreview = !parsed.GetValue(_noPreview),
            Companions = companions,
            Autoscaler = range,
            Host = parsed.GetValue(_host),
            IngressClass = parsed.GetValue(_ingressClass),
        };
        return !isBlueGreen && parsed.GetValue(_steps) is { } steps ? recipe with { Steps = NewValues.Steps(steps) } : recipe;
    }

    // The numbers of a thing ask for the thing.
    private ImmutableArray<Companion> Companions(ParseResult parsed)
    {
        IEnumerable<string> words = (parsed.GetValue(_with) ?? []).SelectMany(word => word.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        List<Companion> companions = [.. NewValues.Companions(words)];
        if (parsed.GetValue(_autoscaler) is not null)
            companions.Add(Companion.Autoscaler);
        if (parsed.GetValue(_host) is not null)
            companions.Add(Companion.Ingress);
        else if (companions.Contains(Companion.Ingress))
            throw new WrongUseException("--with ingress: an Ingress needs a host, which --host names");
        else if (parsed.GetValue(_ingressClass) is not null)
            throw new WrongUseException("--ingress-class is the class of an Ingress, which --host asks for");
        return [.. companions.Distinct().Order()];
    }

    private static LayoutKind Layout(string? layout, string? output)
    {
        bool isStream = output is not null && (output == "-" || NewOptions.IsFileName(output));
        if (layout is null)
            return isStream ? LayoutKind.Single : LayoutKind.Files;

        LayoutKind kind = NewValues.Layout(layout);
        if (isStream && kind != LayoutKind.Single)
            throw new WrongUseException($"--output {output} is one stream, and --layout {layout} has several files; give a directory or --layout single");
        return kind;
    }

    // reg.example.com/shop:1.4.0 is shop.
    private static string NameOf(string image) => ImageReference.Parse(image)?.Last ?? image;

    private static Option<string?> Word(string name, string helpName, string description, params string[] aliases) => new(name, aliases) { HelpName = helpName, Description = description };

    private static Option<int?> Number(string name, string description) => WholeNumberOption.Create(name, description);

    private static Option<bool> Flag(string name, string description, params string[] aliases) => new(name, aliases) { Description = description };
}
