#pragma once

// Expressions for the words of the calendar, as pieces of string literals: patterns are joined by the compiler. All are
// in small letters, for use under (?i), and hold no capture group.

#define VEIL_MONTH                                                                                        \
  "(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|" \
  "apr|jun|jul|aug|sept?|oct|nov|dec)"

// A month before a day or a year: only a short form may have a point.
#define VEIL_MONTH_POINT                                                                                     \
  "(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:jan|feb|mar|" \
  "apr|jun|jul|aug|sept?|oct|nov|dec)\\.?)"

#define VEIL_WEEKDAY "(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|weds?|thurs?|thu|fri|sat|sun)"

// A day of the month in digits, with or without its ending.
#define VEIL_DAY "(?:(?:3[01]|[12]\\d|0?[1-9])(?:st|nd|rd|th)?)"

// A year of four digits, or of two after an apostrophe.
#define VEIL_YEAR "(?:(?:18|19|20)\\d\\d|['\\x{2019}]\\d\\d)"
