import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** One configuration for every test of the repository; types are checked apart, by `turbo run typecheck`. */
export default defineConfig({
  test: {
    include: [
      "packages/*/{src,codegen,compatibility}/**/*.test.ts",
      "apps/*/{src,build}/**/*.test.ts",
      "bench/**/*.test.ts",
      "chaos/**/*.test.ts",
      "{examples,recipes}/**/*.test.ts",
      "scripts/**/*.test.*",
    ],
    exclude: ["**/node_modules/**", "**/dist/**", "**/generated/**"],
    // Tests start real processes and a real database; forks keep one file's crash or leak away from the others.
    pool: "forks",
    // They mostly wait for those processes: two at a time also on a machine with two cores.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    globalSetup: ["packages/database/src/testing/global-setup.ts"],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // A lost `await` must not pass as a green test.
    dangerouslyIgnoreUnhandledErrors: false,
    unstubEnvs: true,
    restoreMocks: true,
  },
});
