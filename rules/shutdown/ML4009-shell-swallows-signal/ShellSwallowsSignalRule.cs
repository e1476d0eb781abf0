using System.Globalization;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Rules;

public sealed class ShellSwallowsSignalRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML4009",
        name: "shell-swallows-signal",
        title: "The first process of a container is a shell that keeps the stop signal to itself",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        ContainerView container = context.Container;
        if (container.Start.Script is not { } script || container.StartsThroughInit || container.Pod.SharesProcessNamespace)
            return;
        if (ShellScript.Parse(script.Value) is not { Count: > 1 } commands || !KeepsSignal(commands, container.Start.Program!) || !context.MustPassSignal())
            return;

        string seconds = ShutdownTimeline.Of(container).Kill.Latest.ToString("0.###", CultureInfo.InvariantCulture);
        context.Report(
            script.Node,
            $"PID 1 of {container.Describe()} is a shell that does not pass the stop signal on, so the application is killed after {seconds} s",
            ExecLast(script, commands[^1]));
    }

    private static bool KeepsSignal(IReadOnlyList<ShellCommand> commands, string shell)
    {
        ShellCommand last = commands[^1];
        if (last.IsExec || last.Words[0].IsExpanded || PackageManagers.Find(last) is not null || commands.Any(command => command.Program == "trap"))
            return false;

        // Bash runs the last program of a -c script in its own place when it stands alone.
        return shell != "bash" || !IsPlain(last) || IsBuiltIn(last);
    }

    private static bool IsPlain(ShellCommand command) => command is { IsPiped: false, IsNested: false, IsBackground: false };

    private static bool IsBuiltIn(ShellCommand command) =>
        command.Program is "wait" or "cd" or "export" or "set" or "." or "source" or "eval" or "true" or ":" or "echo" or "printf" or "exit";

    private static CodeFix? ExecLast(Located<string> script, ShellCommand last)
    {
        string text = script.Value[last.Start..last.End];
        if (!IsPlain(last) || IsBuiltIn(last) || script.Node is not YamlScalar { Anchor: null } || script.Node.FindText(text) is not { } span || HasPrefix(script.Value, last.Start))
            return null;

        string program = last.Words[0].Text;
        return CodeFix.Unsafe($"Put exec before {CommandName(program)}", () => [TextChange.Insertion(span.Start, "exec ")]);
    }

    private static string CommandName(string program) => program[(program.LastIndexOf('/') + 1)..];

    // "A=1 server" and "nohup server" are not for exec; "a || server" runs the server only sometimes.
    private static bool HasPrefix(string script, int start)
    {
        int end = start;
        while (end > 0 && script[end - 1] is ' ' or '\t')
            end--;
        return end > 0 && script[end - 1] is not ('\n' or ';' or '&');
    }
}
