using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Aqueduct.Objects.Tests.Servers;
using MimeKit;

namespace Aqueduct.Publishing.Tests.Mail;

/// <summary>A fact that needs the SMTP server.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmtpFactAttribute : FactAttribute
{
    public SmtpFactAttribute() => Skip = ServerFolder.Missing("smtp-server");
}

/// <summary>A theory that needs the SMTP server.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmtpTheoryAttribute : TheoryAttribute
{
    public SmtpTheoryAttribute() => Skip = ServerFolder.Missing("smtp-server");
}

/// <summary>The SMTP server of tests/servers/smtp.js on a free port of 127.0.0.1.</summary>
sealed class SmtpServer : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("aqueduct-smtp-").FullName;
    readonly Process _process;

    /// <param name="options">What it does otherwise than take every mail: see the script.</param>
    /// <param name="encrypts">Whether it has a certificate.</param>
    public SmtpServer(Dictionary<string, object>? options = null, bool encrypts = false)
    {
        options ??= [];
        if (encrypts)
        {
            Certificate = Certify();
            File.WriteAllText(Path.Combine(_folder, "cert.pem"), Certificate.ExportCertificatePem());
            File.WriteAllText(Path.Combine(_folder, "key.pem"), Certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
            (options["cert"], options["key"]) = (Path.Combine(_folder, "cert.pem"), Path.Combine(_folder, "key.pem"));
        }

        _process = Process.Start(new ProcessStartInfo(ServerFolder.Tool("node")!, ["smtp.js", _folder, JsonSerializer.Serialize(options)]) { WorkingDirectory = ServerFolder.Path, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        Port = int.Parse(_process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The SMTP server ended at once."), CultureInfo.InvariantCulture);
    }

    public int Port { get; }

    /// <summary>Its certificate, which nobody trusts; null where it does not encrypt.</summary>
    public X509Certificate2? Certificate { get; }

    /// <summary>The mails that arrived, in order.</summary>
    public IReadOnlyList<MimeMessage> Mails => [.. Directory.GetFiles(_folder, "*.eml").Order(StringComparer.Ordinal).Select(f => MimeMessage.Load(f))];

    /// <summary>Who a mail was handed over for, and how.</summary>
    public JsonElement Envelope(int mail) => JsonDocument.Parse(File.ReadAllText(Directory.GetFiles(_folder, "*.json").Order(StringComparer.Ordinal).ElementAt(mail))).RootElement;

    public void Dispose()
    {
        _process.StandardInput.Close(); // it ends when its input does
        _process.WaitForExit();
        _process.Dispose();
        Certificate?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    static X509Certificate2 Certify()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
