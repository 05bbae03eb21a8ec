using Aqueduct.Connectors.Mail;
using Aqueduct.Connectors.Mail.Sending;
using Aqueduct.Runtime;

[assembly: Connector(typeof(MailConnector))]

namespace Aqueduct.Connectors.Mail;

/// <summary>Adds the resource type <c>mail</c>. An app that references the package calls it by itself.</summary>
public static class MailConnector
{
    /// <summary>Makes <c>{ "type": "mail", … }</c> among the resources of aqueduct.json known to [Email].</summary>
    public static void Register() => Runtime.Connectors.AddMail(static settings => new MailSender(MailSettings.Of(settings)));
}
