"""What a terabyte of text costs, beside having a language model rewrite it.

Every price is an assumption that an option can replace, and is printed with the figure:

* a core-hour: 0.04 USD, about the list price of one virtual CPU of a general-purpose machine on
  demand at the large clouds (between 0.03 and 0.05 USD in 2025);
* a language model: 0.15 USD for a million tokens read and 0.60 USD for a million written, the list
  price of a small hosted model (GPT-4o mini, 2024 and 2025). A rewriting model reads and writes
  each token once; instructions, batches and discounts are left out;
* 4.3 bytes of English text a token.
"""
CORE_HOUR, MODEL_INPUT, MODEL_OUTPUT, BYTES_PER_TOKEN = 0.04, 0.15, 0.60, 4.3
COLUMNS = ("a terabyte of text", "USD", "how reckoned")


def add_options(parser):
    group = parser.add_argument_group("cost of a terabyte (assumptions, USD)")
    group.add_argument("--core-hour", type=float, default=CORE_HOUR)
    group.add_argument("--model-input", type=float, default=MODEL_INPUT,
                       help="a million tokens that the model reads")
    group.add_argument("--model-output", type=float, default=MODEL_OUTPUT,
                       help="a million tokens that it writes")
    group.add_argument("--bytes-per-token", type=float, default=BYTES_PER_TOKEN)


def of_a_core(megabytes_per_second, core_hour):
    return 1e6 / megabytes_per_second / 3600 * core_hour


def of_a_model(options):
    return 1e6 / options.bytes_per_token * (options.model_input + options.model_output)


def rows(figures, options):
    """For the table: each figure that has a speed, and the model."""
    found = [{"a terabyte of text": f"unspin, {one.name}",
              "USD": round(of_a_core(one.speed, options.core_hour), 2),
              "how reckoned": f"{one.speed:.3g} MB/s, {options.core_hour} USD a core-hour"}
             for one in figures if one.speed]
    if found:
        found.append({"a terabyte of text": "rewritten by a small language model",
                      "USD": round(of_a_model(options)),
                      "how reckoned": f"{options.bytes_per_token} bytes a token, "
                      f"{options.model_input} + {options.model_output} USD a million tokens"})
    return found
