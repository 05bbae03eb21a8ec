// An SMTP server for tests: node smtp.js <folder> [<options as JSON>]. Listens on a free port of 127.0.0.1, prints it, writes each mail it takes into the folder, and ends when its input does.
// Options: cert, key (files: it offers STARTTLS), secure (encrypted from the beginning), user, password, refuse (a recipient), busy (how many mails it puts off before it takes one).
const fs = require('fs');
const path = require('path');
const { SMTPServer } = require('smtp-server');

const [folder, text] = process.argv.slice(2);
const options = JSON.parse(text || '{}');
let mails = 0;
let busy = options.busy || 0;

function refusal(code, message) {
  const error = new Error(message);
  error.responseCode = code;
  return error;
}

const server = new SMTPServer({
  secure: !!options.secure,
  ...(options.cert ? { cert: fs.readFileSync(options.cert), key: fs.readFileSync(options.key) } : { hideSTARTTLS: true }),
  authOptional: !options.user,
  allowInsecureAuth: true,
  disableReverseLookup: true,
  logger: false,
  onAuth: (given, session, done) => given.username === options.user && given.password === options.password ? done(null, { user: given.username }) : done(refusal(535, 'Authentication failed')),
  onRcptTo: (address, session, done) => address.address === options.refuse ? done(refusal(550, 'No such user here')) : done(),
  onData: (stream, session, done) => {
    const parts = [];
    stream.on('data', part => parts.push(part));
    stream.on('end', () => {
      if (busy-- > 0)
        return done(refusal(451, 'Come again later'));
      const name = path.join(folder, String(++mails).padStart(3, '0'));
      fs.writeFileSync(name + '.json', JSON.stringify({ from: session.envelope.mailFrom.address, to: session.envelope.rcptTo.map(r => r.address), secure: session.secure, user: session.user || null }));
      fs.writeFileSync(name + '.eml', Buffer.concat(parts));
      done(null, 'Taken');
    });
  },
});

// What a client breaks off is the client's error.
server.on('error', () => { });
server.listen(0, '127.0.0.1', () => console.log(server.server.address().port));

// Whoever started it may be killed: then its end of the pipe closes.
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
