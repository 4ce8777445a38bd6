/** Currencies of ISO 4217. Language reference, sections 1 and 3. */

/** List one of ISO 4217, funds codes and precious metals included. */
const current =
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CLF CLP CNY ' +
  'COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD ' +
  'IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN ' +
  'MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD ' +
  'SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAD XAF XAG XAU XBA XBB ' +
  'XBC XBD XCD XCG XDR XOF XPD XPF XPT XSU XTS XUA XXX YER ZAR ZMW ZWG';

/** Withdrawn since 2020. Data of those years still carries them. */
const withdrawn = 'ANG BGN CUC HRK SLL ZWL';

/** Alphabetic codes in upper case, in alphabetical order. */
export const currencies: readonly string[] = `${current} ${withdrawn}`.split(' ').sort();

const known = new Set(currencies);

/** Whether the text is a currency code, in upper or lower case. */
export function isCurrency(code: string): boolean {
  return known.has(code.toUpperCase());
}

/** The signs that a money literal may begin with. */
export const currencySymbols: Readonly<Record<string, string>> = { $: 'USD', '£': 'GBP', '€': 'EUR' };
