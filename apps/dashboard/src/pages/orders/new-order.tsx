import {
  Button,
  Fieldset,
  Group,
  NativeSelect,
  NumberInput,
  SimpleGrid,
  Stack,
  Switch,
  TextInput,
} from "@mantine/core";
import { useForm } from "@mantine/form";
import { api } from "../../api/client.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { currencyChoices } from "../../format/money.ts";
import { useSession } from "../../session/session.ts";
import { emptyLine, emptyOrder, type OrderFields, orderOf, rules } from "./order-fields.ts";
import { useOrderChange } from "./use-order-change.ts";

const MAX_LINES = 100;

/** Adds an order that came in another way than through the API. @param props.onAdded told its id. */
export function NewOrder({ onAdded }: { onAdded: (id: string) => void }) {
  const form = useForm<OrderFields>({ initialValues: emptyOrder, validate: rules });
  const { integration } = useSession();
  const done = useOrderChange();
  const { mutate, error, isPending } = api.useMutation(
    "post",
    "/orders",
    done("The order was added.", ({ id }) => onAdded(id)),
  );
  const save = (fields: OrderFields) => mutate({ body: orderOf(fields) });
  return (
    <form onSubmit={form.onSubmit(save)} noValidate>
      <Stack>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput label="Buyer" withAsterisk maxLength={200} {...form.getInputProps("name")} />
          <TextInput label="E-mail" type="email" maxLength={254} {...form.getInputProps("email")} />
          <TextInput label="Country" placeholder="US" maxLength={2} {...form.getInputProps("country")} />
          <TextInput
            label="Number"
            description="Your own, if there is one."
            maxLength={255}
            {...form.getInputProps("number")}
          />
          <NativeSelect
            label="Currency"
            data={currencyChoices(emptyOrder.currency)}
            {...form.getInputProps("currency")}
          />
          <NumberInput
            label="Total"
            description="If it is not the sum."
            min={0}
            thousandSeparator=","
            hideControls
            {...form.getInputProps("total")}
          />
        </SimpleGrid>
        {form.values.lines.map((_line, index) => (
          <Fieldset key={index} legend={`Position ${index + 1}`}>
            <SimpleGrid cols={{ base: 1, xs: 3 }}>
              <TextInput
                label="Reference or SKU"
                withAsterisk
                maxLength={255}
                {...form.getInputProps(`lines.${index}.sku`)}
              />
              <NumberInput
                label="Quantity"
                min={1}
                max={1_000}
                allowDecimal={false}
                hideControls
                {...form.getInputProps(`lines.${index}.quantity`)}
              />
              <NumberInput
                label="Price of one"
                withAsterisk
                min={0}
                thousandSeparator=","
                hideControls
                {...form.getInputProps(`lines.${index}.price`)}
              />
            </SimpleGrid>
            {form.values.lines.length > 1 && (
              <Button
                mt="xs"
                size="compact-sm"
                variant="default"
                onClick={() => form.removeListItem("lines", index)}
              >
                Remove position {index + 1}
              </Button>
            )}
          </Fieldset>
        ))}
        {integration.is_test_mode && (
          <Switch
            label="Test order"
            description="Only to try your integration: it changes no watch, and is listed with the other test data."
            {...form.getInputProps("isTest", { type: "checkbox" })}
          />
        )}
        {error !== null && <ProblemAlert error={error} />}
        <Group justify="space-between">
          <Button
            variant="default"
            disabled={form.values.lines.length >= MAX_LINES}
            onClick={() => form.insertListItem("lines", emptyLine)}
          >
            Add a position
          </Button>
          <Button type="submit" loading={isPending}>
            Add order
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
