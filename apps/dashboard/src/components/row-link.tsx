import { Anchor, type AnchorProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { ComponentPropsWithRef } from "react";

type RowAnchorProps = AnchorProps & Omit<ComponentPropsWithRef<"a">, keyof AnchorProps>;

/** What opens a row of a list: the arrow keys find it (see `moveThroughRows`), and Enter follows it. */
export const RowLink = createLink((props: RowAnchorProps) => <Anchor size="sm" {...props} data-row />);
