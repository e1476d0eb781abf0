using System.Runtime.InteropServices;
using System.Text;
using ManifestLint.Cli;
using ManifestLint.Cli.Inputs;
using ManifestLint.Rules;

using var interruption = new CancellationTokenSource();
PosixSignalRegistration[] signals = [];

using var error = new StreamWriter(DescriptorStream.Open(2), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };
var environment = new CommandEnvironment
{

    // Opened on demand: opening a terminal for reading sets it up for line editing.
    OpenInput = Console.OpenStandardInput,
    Output = DescriptorStream.Open(1),
    Error = error,
    IsOutputTerminal = !Console.IsOutputRedirected,
    IsErrorTerminal = !Console.IsErrorRedirected,
    GetOutputWidth = () => Console.IsOutputRedirected || Console.WindowWidth <= 0 ? null : Console.WindowWidth,
    WorkingDirectory = Environment.CurrentDirectory,
    GetVariable = Environment.GetEnvironmentVariable,
    Disk = new Disk(),
    CreateRules = RuleCatalog.CreateRules,
    GetPage = RuleCatalog.GetPage,
    WatchForInterrupt = WatchForInterrupt,
};

int exitCode = CommandLine.Run(args, environment);
foreach (PosixSignalRegistration signal in signals)
    signal.Dispose();
return exitCode;

CancellationToken WatchForInterrupt()
{
    signals =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt),
    ];
    return interruption.Token;
}

void Interrupt(PosixSignalContext context)
{
    context.Cancel = true;
    interruption.Cancel();
}
