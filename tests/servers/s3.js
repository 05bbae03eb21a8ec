// An S3 server for tests: node --openssl-legacy-provider s3.js <data folder> <bucket>... Listens on a free port of 127.0.0.1, prints it, and ends when its input does.
const S3rver = require('s3rver');

// S3_KEY=key:secret is a further account.
const Account = require('s3rver/lib/models/account');

if (process.env.S3_KEY)
  Account.DUMMY_ACCOUNT.createKeyPair(...process.env.S3_KEY.split(':'));

const [directory, ...buckets] = process.argv.slice(2);
const server = new S3rver({
  address: '127.0.0.1',
  port: 0,
  directory,
  silent: true,
  vhostBuckets: false,
  configureBuckets: buckets.map(name => ({ name, configs: [] })),
});

server.run().then(
  ({ port }) => console.log(port),
  error => {
    console.error(error);
    process.exit(1);
  },
);

// Whoever started it may be killed: then its end of the pipe closes.
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
