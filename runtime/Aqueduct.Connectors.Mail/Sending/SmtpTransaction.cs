using System.Net.Sockets;
using Aqueduct.Runtime;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Polly;
using Polly.Retry;

namespace Aqueduct.Connectors.Mail.Sending;

/// <summary>Hands the mail to a server. It is connected and has let us in before anything of the run is published.</summary>
sealed class SmtpTransaction : MailTransaction
{
    readonly MailSettings _settings;
    readonly CancellationToken _cancel;
    readonly SmtpClient _client = new();

    // Only what the server has surely not taken is handed over again.
    readonly ResiliencePipeline _again = new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions
    {
        MaxRetryAttempts = 2,
        BackoffType = DelayBackoffType.Exponential,
        Delay = TimeSpan.FromSeconds(1),
        ShouldHandle = static a => ValueTask.FromResult(a.Outcome.Exception is SmtpCommandException { StatusCode: >= (SmtpStatusCode)400 and < (SmtpStatusCode)500 } or SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.TryAgain }),
    }).Build();

    SmtpTransaction(MailSettings settings, CancellationToken cancel)
        : base(settings) => (_settings, _cancel) = (settings, cancel);

    /// <summary>Connects.</summary>
    /// <exception cref="ResourceException">The server is not there, is not encrypted as it should be, or does not let us in.</exception>
    public static SmtpTransaction Open(MailSettings settings, CancellationToken cancel)
    {
        var transaction = new SmtpTransaction(settings, cancel);
        try
        {
            transaction.Call(transaction.Connect);
            return transaction;
        }
        catch
        {
            transaction.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    protected override void Send(MimeMessage message) => Call(() =>
    {
        // Staging the rest of the run may have taken longer than the server waits.
        if (!IsAlive())
            Connect();
        _client.Send(message, _cancel);
    });

    /// <inheritdoc/>
    protected override void Close()
    {
        try
        {
            if (_client.IsConnected)
                _client.Disconnect(quit: true, CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or ProtocolException or CommandException)
        {
            // The mail is out, or its own error is on its way: that the server does not say goodbye changes neither.
        }

        _client.Dispose();
    }

    bool IsAlive()
    {
        try
        {
            _client.NoOp(_cancel);
            return true;
        }
        catch (Exception e) when (e is IOException or ProtocolException or CommandException or ServiceNotConnectedException or ServiceNotAuthenticatedException)
        {
            return false;
        }
    }

    void Connect()
    {
        if (_client.IsConnected)
            _client.Disconnect(quit: false, CancellationToken.None);
        _client.Timeout = (int)_settings.Timeout.TotalMilliseconds;
        if (_settings.Trusted is { } trusted)
            _client.ServerCertificateValidationCallback = (_, certificate, _, errors) => errors == System.Net.Security.SslPolicyErrors.None || certificate?.GetCertHashString() == trusted.GetCertHashString();
        _client.Connect(_settings.Host!, _settings.Port, _settings.Tls switch
        {
            MailTls.StartTls => SecureSocketOptions.StartTls,
            MailTls.Tls => SecureSocketOptions.SslOnConnect,
            _ => SecureSocketOptions.None,
        }, _cancel);
        if (_settings.User is not null)
            _client.Authenticate(_settings.User, _settings.Password!, _cancel);
    }

    void Call(Action step)
    {
        try
        {
            _again.Execute(static (s, _) => s(), step, _cancel);
        }
        catch (Exception e) when (SmtpErrors.Of(_settings, e) is { } error)
        {
            throw error;
        }
    }
}
