using BenchmarkDotNet.Running;
using ManifestLint.Benchmarks;

if (args is ["native", var binary])
    return NativeTiming.Run(Path.GetFullPath(binary));

BenchmarkSwitcher.FromAssembly(typeof(PartBenchmarks).Assembly).Run(args);
return 0;
