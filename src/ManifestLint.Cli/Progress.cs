namespace ManifestLint.Cli;

/// <summary>One line on a terminal that tells how far a long run is; nothing on anything else, and nothing within the first second.</summary>
internal sealed class Progress : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly TextWriter? _terminal;
    private readonly Timer? _timer;
    private readonly Lock _lock = new();
    private int _files;
    private int _done;
    private bool _isShown;
    private bool _isOver;

    public Progress(TextWriter? terminal)
    {
        _terminal = terminal;
        if (terminal is not null)
            _timer = new Timer(_ => Show(), state: null, Patience, Interval);
    }

    /// <summary>More files are to be read.</summary>
    public void AddFiles(int count) => Interlocked.Add(ref _files, count);

    /// <summary>One file is read.</summary>
    public void Advance() => Interlocked.Increment(ref _done);

    /// <summary>Removes the line, so that something else can be written.</summary>
    public void Dispose()
    {
        _timer?.Dispose();
        lock (_lock)
        {
            _isOver = true;
            if (_isShown)
                _terminal!.Write("\r\u001B[K");
        }
    }

    private void Show()
    {
        lock (_lock)
        {
            if (_isOver)
                return;

            _isShown = true;
            string text = _done < _files ? $"Read {_done} of {_files} files" : $"Looking at {_files} files";
            _terminal!.Write($"\r{text}\u001B[K");
        }
    }
}
