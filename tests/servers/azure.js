// An Azure Blob server for tests: node azure.js <data folder>. Listens on a free port of 127.0.0.1, prints it, and ends when its input does.
const [directory] = process.argv.slice(2);
const say = console.log;
console.log = text => {
  const port = /listens on http:\/\/127\.0\.0\.1:(\d+)/.exec(text);
  if (port)
    say(port[1]);
};

// The server reads its options from the command line.
process.argv = [process.argv[0], 'azurite-blob', '--location', directory, '--blobHost', '127.0.0.1', '--blobPort', '0', '--skipApiVersionCheck', '--disableTelemetry', '--disableProductStyleUrl', '--silent'];
require('azurite/dist/src/blob/main');

// Whoever started it may be killed: then its end of the pipe closes.
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
