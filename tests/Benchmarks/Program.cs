using BenchmarkDotNet.Running;
using ManifestLint.Benchmarks;

if (args is ["native", var binary])
    return NativeTiming.Run(Path.GetFullPath(binary));

if (args is ["hook", var program])
    return HookTiming.Run(Path.GetFullPath(program));

if (args is ["rules"])
    return RuleTiming.Run();

BenchmarkSwitcher.FromAssembly(typeof(PartBenchmarks).Assembly).Run(args);
return 0;
