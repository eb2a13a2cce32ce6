/**
 * The verifier of webhooks, which is a package of its own: for a program that uses the API and receives webhooks, and
 * wants to name one package. See the README of `@watchtraderhub/webhook-verifier`.
 *
 * @module
 */
export * from "@watchtraderhub/webhook-verifier";
