using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ManifestLint.Cli.Tests.Schemas;

/// <summary>An HTTP server on this machine that gives what a test tells it, and remembers what it was asked for.</summary>
internal sealed class SchemaServer : IDisposable
{
    private readonly HttpListener _listener;
    private readonly Func<string, HttpListenerResponse, byte[]> _answer;
    private readonly ConcurrentQueue<string> _asked = new();

    /// <summary>Starts a server.</summary>
    /// <param name="answer">Given the path and the response, whose status it may set, gives the body.</param>
    public SchemaServer(Func<string, HttpListenerResponse, byte[]> answer)
    {
        _answer = answer;
        (_listener, Address) = Start();
        _ = Task.Run(ServeAsync);
    }

    /// <summary>A server of files by their paths; everything else is not found.</summary>
    public static SchemaServer Of(params (string Path, string Content)[] files) => new((path, response) =>
    {
        foreach ((string known, string content) in files)
        {
            if (path == known)
                return Encoding.UTF8.GetBytes(content);
        }

        response.StatusCode = 404;
        return [];
    });

    /// <summary>Without a slash at the end.</summary>
    public string Address { get; }

    /// <summary>The paths that were asked for, in order.</summary>
    public IEnumerable<string> Asked => _asked;

    public void Dispose() => _listener.Close();

    // Another program may take the free port before the listener does.
    private static (HttpListener Listener, string Address) Start()
    {
        for (int attempt = 0; ; attempt++)
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            string address = FormattableString.Invariant($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}");
            probe.Stop();
            var listener = new HttpListener { Prefixes = { address + "/" } };
            try
            {
                listener.Start();
                return (listener, address);
            }
            catch (HttpListenerException) when (attempt < 10)
            {
                listener.Close();
            }
        }
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            _ = Task.Run(() => Answer(context));
        }
    }

    private void Answer(HttpListenerContext context)
    {
        string path = context.Request.Url!.AbsolutePath;
        _asked.Enqueue(path);
        try
        {
            byte[] body = _answer(path, context.Response);
            context.Response.OutputStream.Write(body);
            context.Response.Close();
        }
        catch (Exception exception) when (exception is HttpListenerException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The client went away, which is what some tests are about.
        }
    }
}
