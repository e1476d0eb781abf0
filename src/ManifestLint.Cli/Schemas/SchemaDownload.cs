using System.Globalization;
using System.Net;

namespace ManifestLint.Cli.Schemas;

/// <summary>Gets schemas over the network, each within limits of time and size.</summary>
internal sealed class SchemaDownload : IDisposable
{
    private const int MaximumRedirects = 5;

    private HttpClient? _client;

    /// <summary>How long one schema may take.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many bytes one schema may have.</summary>
    public int SizeLimit { get; init; } = 16 << 20;

    /// <summary>Gets what an address holds.</summary>
    public SchemaText Get(Uri address, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeLimit);
        try
        {
            return Task.Run(() => GetAsync(address, limit.Token), CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return SchemaText.Failed(string.Create(CultureInfo.InvariantCulture, $"no answer within {TimeLimit.TotalSeconds:0.###} s"), isUnreachable: true);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return SchemaText.Failed((exception.InnerException ?? exception).Message.TrimEnd('.'), isUnreachable: true);
        }
    }

    public void Dispose() => _client?.Dispose();

    private async Task<SchemaText> GetAsync(Uri address, CancellationToken cancellation)
    {
        // Made by the first request: a run without one pays nothing for it.
        _client ??= new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = Timeout.InfiniteTimeSpan };
        for (int redirects = 0; redirects <= MaximumRedirects; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.UserAgent.ParseAdd($"manifestlint/{CommandLine.Version}");
            using HttpResponseMessage response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
                return SchemaText.Missing;
            if (response.StatusCode == HttpStatusCode.OK)
                return await ReadAsync(response.Content, cancellation).ConfigureAwait(false);
            if ((int)response.StatusCode is < 300 or >= 400 || response.Headers.Location is not { } location)
                return SchemaText.Failed(string.Create(CultureInfo.InvariantCulture, $"the server answered {(int)response.StatusCode} {response.ReasonPhrase}").TrimEnd());

            var next = new Uri(address, location);
            if (!IsAllowed(address, next))
                return SchemaText.Failed($"it leads to {next.GetLeftPart(UriPartial.Authority)}, which is not followed: only https may be led to from elsewhere");
            address = next;
        }

        return SchemaText.Failed("it leads from one address to the next without end");
    }

    // What was asked for safely must not come unsafely, and another host is trusted only when it can prove who it is.
    private static bool IsAllowed(Uri from, Uri to) => to.Scheme == Uri.UriSchemeHttps
        || (from.Scheme == Uri.UriSchemeHttp && to.Scheme == Uri.UriSchemeHttp && from.Authority == to.Authority);

    private async Task<SchemaText> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        var tooLarge = SchemaText.Failed(string.Create(CultureInfo.InvariantCulture, $"it is larger than {SizeLimit} bytes"));
        if (content.Headers.ContentLength > SizeLimit)
            return tooLarge;

        using var bytes = new MemoryStream();
        Stream stream = await content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        byte[] buffer = new byte[81920];
        for (int read = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false); read > 0; read = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false))
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > SizeLimit)
                return tooLarge;
        }

        return SchemaText.Found(bytes.ToArray());
    }
}
