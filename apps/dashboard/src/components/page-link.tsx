import { Anchor, type AnchorProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { ComponentPropsWithRef } from "react";

type PageAnchorProps = AnchorProps & Omit<ComponentPropsWithRef<"a">, keyof AnchorProps>;

/** A link to another page of the dashboard. */
export const PageLink = createLink((props: PageAnchorProps) => <Anchor size="sm" {...props} />);
