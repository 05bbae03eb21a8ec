using System.Globalization;
using System.Net.Sockets;
using Aqueduct.Runtime;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Aqueduct.Connectors.Mail.Sending;

/// <summary>What a server does not do, in words: never a password.</summary>
static class SmtpErrors
{
    /// <summary>The error to report; null for what is none of the server's.</summary>
    public static ResourceException? Of(MailSettings settings, Exception exception)
    {
        var server = string.Create(CultureInfo.InvariantCulture, $"{settings.Host}:{settings.Port}");
        return exception switch
        {
            _ when IsTimeout(exception) => System($"the server {server} did not answer within {settings.Timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s. Look at \"port\" and \"tls\", or give it longer by \"timeout\""),
            SocketException e => System($"the server {server} cannot be reached: {e.Message.TrimEnd('.')}. Look at \"host\" and \"port\", and whether this machine may reach it"),
            SslHandshakeException e => System($"no encrypted connection to {server} comes about: {FirstLine(e)}. Look at \"tls\": it is starttls on port 587 and tls on port 465, and the server's certificate has to be one that this machine trusts"),
            NotSupportedException => System($"the server {server} offers no STARTTLS, and nothing is sent in the clear. Set \"tls\": \"tls\" where it is encrypted from the beginning (port 465), or \"none\" where the network in between is yours"),
            AuthenticationException => User($"the server {server} refuses the user '{settings.User}' or its password. Look at both; some providers want a password made for the app"),
            SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted } e => User($"the server {server} refuses the recipient {e.Mailbox?.Address}: {Status(e)}. The mail was sent to nobody. Look at \"to\" and \"recipients\""),
            SmtpCommandException { ErrorCode: SmtpErrorCode.SenderNotAccepted } e => User($"the server {server} refuses the sender {e.Mailbox?.Address}: {Status(e)}. Look at \"from\""),
            SmtpCommandException e => System($"the server {server} refuses the mail: {Status(e)}"),
            ProtocolException or IOException or ServiceNotConnectedException => System($"the connection to {server} broke off: {FirstLine(exception)}. Whether the mail went out before that, the server's log says"),
            _ => null,
        };

        ResourceException User(string reason) => new(settings.Name, $"Resource '{settings.Name}': {reason}.", exception);

        ResourceException System(string reason) => new(settings.Name, $"Resource '{settings.Name}': {reason}.", exception) { IsSystem = true };
    }

    static bool IsTimeout(Exception e) => e is TimeoutException or SocketException { SocketErrorCode: SocketError.TimedOut } || (e is IOException && e.InnerException is { } inner && IsTimeout(inner));

    static string Status(SmtpCommandException e) => string.Create(CultureInfo.InvariantCulture, $"{(int)e.StatusCode} {FirstLine(e)}");

    static string FirstLine(Exception e) => e.Message.Split('\n')[0].Trim().TrimEnd('.');
}
