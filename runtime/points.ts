/**
 * Exact arithmetic with points. Language reference, section 5 ("Exact arithmetic").
 *
 * INVARIANT: amounts are whole ten-thousandths of a point, exact in a double.
 * Compiled modules carry copies of these functions: each is pure, and calls nothing but its neighbours here.
 */

/** No rule, section or score goes further than 1,000,000,000 points either way. */
export function withinBounds(amount: number): number {
  return amount > 1e13 ? 1e13 : amount < -1e13 ? -1e13 : amount;
}

/** `numerator / denominator` to the nearest whole number, halves away from zero. Whole numbers, the denominator above zero. */
export function roundedQuotient(numerator: number, denominator: number): number {
  const size = Math.abs(numerator);
  const rest = size % denominator;
  const quotient = (size - rest) / denominator + (rest * 2 >= denominator ? 1 : 0);
  return numerator < 0 ? 0 - quotient : quotient;
}

/** `round(amount * factor / divisor)`, halves away from zero, exact however large the product is. */
export function scaled(amount: number, factor: number, divisor: number): number {
  const product = amount * factor;
  if (Math.abs(product) <= Number.MAX_SAFE_INTEGER) return roundedQuotient(product, divisor);
  return Number(scaledExactly(amount, factor, divisor));
}

function scaledExactly(amount: number, factor: number, divisor: number): bigint {
  const product = BigInt(amount) * BigInt(factor);
  const size = product < 0n ? -product : product;
  const rounded = (2n * size + BigInt(divisor)) / (2n * BigInt(divisor));
  return product < 0n ? -rounded : rounded;
}

/**
 * A score expression: the constant, and of each amount `round(amount * factor / 1000000)`, summed and kept within bounds.
 * Terms may be larger than a double tells exactly and cancel each other: then it is summed in `bigint`s.
 */
export function sumOfTerms(constant: number, amounts: readonly number[], factors: readonly number[]): number {
  let sum = constant;
  for (let index = 0; index < amounts.length; index += 1) {
    const product = amounts[index]! * factors[index]!;
    if (Math.abs(product) > Number.MAX_SAFE_INTEGER) return largeSumOfTerms(constant, amounts, factors);
    sum += roundedQuotient(product, 1_000_000);
  }
  return withinBounds(sum);
}

function largeSumOfTerms(constant: number, amounts: readonly number[], factors: readonly number[]): number {
  let sum = BigInt(constant);
  for (let index = 0; index < amounts.length; index += 1) sum += scaledExactly(amounts[index]!, factors[index]!, 1_000_000);
  return sum > 10n ** 13n ? 1e13 : sum < -(10n ** 13n) ? -1e13 : Number(sum);
}

/** How a value of the data counts in a `total` and in a proportional rule: whole ten-thousandths, cut at a hundred thousand million. */
export function tenThousandthsOf(value: number): number {
  const size = Math.floor(Math.min(Math.abs(value), 100_000_000_000) * 10_000 + 0.5);
  return value < 0 ? 0 - size : size;
}

/** As results hold them: a JSON number of points. */
export function inPoints(amount: number): number {
  return amount === 0 ? 0 : amount / 10_000;
}
