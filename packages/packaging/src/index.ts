export {
  type Compiler,
  type Consumer,
  compilers,
  createConsumer,
  type ModuleResolution,
} from "./consumer.ts";
export { type ImportKind, importMilliseconds } from "./import-time.ts";
export { installSdk } from "./install-sdk.ts";
export { publintMessages, typeProblems } from "./lint.ts";
export { asCommonJs, codeBlocks } from "./markdown.ts";
export { type NodeProgram, nodePrograms } from "./node-programs.ts";
export { type BundleOptions, bundledSize } from "./size.ts";
export { type PublishedPackage, packDependency, packPackage, type Tarball } from "./tarballs.ts";
