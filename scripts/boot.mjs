// What `npm start`, `npm test` and the other scripts of package.json run. This file must load in any Node, however
// old, so that the message below can be read: nothing newer than ES modules here, everything else is imported later.

const OLDEST_NODE = 20;

const major = Number(process.versions.node.split(".")[0]);
if (major < OLDEST_NODE) {
  console.error(
    "This project needs Node " +
      OLDEST_NODE +
      " or newer to start; this is Node " +
      process.versions.node +
      ".",
  );
  console.error(
    "Install a current Node from https://nodejs.org or with your version manager, then run it again.",
  );
  process.exit(1);
}

import("./boot/commands.mjs")
  .then(({ runCommand }) => runCommand(process.argv[2], process.argv.slice(3)))
  .then((code) => {
    process.exitCode = code;
  })
  .catch((error) => {
    // An expected failure says what to do; anything else is a defect of these scripts and shows where.
    console.error(error && error.name === "BootError" ? `\n${error.message}` : error);
    process.exitCode = 1;
  });
