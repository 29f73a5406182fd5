#include "keys/key_ring.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/check.h"
#include "keys/key_text.h"

namespace veil {
namespace {

constexpr Literal kRingFiles = "veil-key-ring-1:";
constexpr std::size_t kOwnKeyBytesMax = 4096;
constexpr std::size_t kWrappedBytesMax = 8192;

std::string_view KindName(RingKind kind) { return kind == RingKind::kSurrogate ? "surrogate" : "subjects"; }

std::string FirstLine(RingKind kind) { return std::string(kRingFiles.view()) + std::string(KindName(kind)) + "\n"; }

// Words of a line, read from left to right; after a failure every step fails.
class Words {
 public:
  explicit Words(std::string_view line) : rest_(line) {}

  bool Skip(std::string_view text) {
    ok_ = ok_ && rest_.starts_with(text);
    if (ok_) rest_.remove_prefix(text.size());
    return ok_;
  }
  bool Peek(std::string_view text) const { return ok_ && rest_.starts_with(text); }
  // A decimal without leading zeros or sign.
  template <typename Number>
  bool Read(Number& number) {
    const char* begin = rest_.data();
    const auto [end, error] = std::from_chars(begin, begin + rest_.size(), number);
    ok_ = ok_ && error == std::errc{} && *begin >= '0' && *begin <= '9' && (*begin != '0' || end == begin + 1);
    if (ok_) rest_.remove_prefix(static_cast<std::size_t>(end - begin));
    return ok_;
  }
  bool Read(Digest& digest) {
    constexpr std::string_view kHex = "0123456789abcdef";
    Digest::Bytes bytes{};
    ok_ = ok_ && rest_.size() >= 2 * bytes.size();
    for (std::size_t i = 0; ok_ && i < bytes.size(); ++i) {
      const std::size_t high = kHex.find(rest_[2 * i]);
      const std::size_t low = kHex.find(rest_[2 * i + 1]);
      ok_ = high != std::string_view::npos && low != std::string_view::npos;
      if (ok_) bytes[i] = static_cast<std::uint8_t>(high << 4 | low);
    }
    if (!ok_) return false;
    rest_.remove_prefix(2 * bytes.size());
    digest = Digest(bytes);
    return true;
  }
  std::string_view Rest() const { return ok_ ? rest_ : std::string_view(); }
  bool AtEnd() const { return ok_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

bool IsPrintable(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7F'; });
}

// "epoch 2 made 1700000000000 id 5f… key …", or "wrapped …" or "shredded 1700000500000" at the end.
std::optional<KeyEpoch> ParseLine(std::string_view line) {
  KeyEpoch epoch;
  Words words(line);
  if (!words.Skip("epoch ") || !words.Read(epoch.number) || !words.Skip(" made ") || !words.Read(epoch.made_ms) ||
      !words.Skip(" id ") || !words.Read(epoch.id)) {
    return std::nullopt;
  }
  if (words.Peek(" shredded ")) {
    std::int64_t at = 0;
    if (!words.Skip(" shredded ") || !words.Read(at) || !words.AtEnd()) return std::nullopt;
    epoch.shredded = at;
    return epoch;
  }
  if (words.Peek(" wrapped ")) {
    words.Skip(" wrapped ");
    epoch.wrapped = words.Rest();
    if (epoch.wrapped.empty() || epoch.wrapped.size() > kWrappedBytesMax || !IsPrintable(epoch.wrapped)) {
      return std::nullopt;
    }
    return epoch;
  }
  if (!words.Skip(" key ")) return std::nullopt;
  auto key = DecodeBase64(words.Rest());
  if (!key || key->size() < kKeySize || key->size() > kOwnKeyBytesMax || KeyId(key->view()) != epoch.id) {
    return std::nullopt;
  }
  epoch.key = std::move(*key);
  return epoch;
}

void AppendLine(const KeyEpoch& epoch, std::string& text) {
  text += "epoch " + std::to_string(epoch.number) + " made " + std::to_string(epoch.made_ms) + " id " + epoch.id.Hex();
  if (epoch.shredded) {
    text += " shredded " + std::to_string(*epoch.shredded);
  } else if (!epoch.wrapped.empty()) {
    text += " wrapped " + epoch.wrapped;
  } else {
    text += " key ";
    text += EncodeBase64(epoch.key.view()).view();
  }
  text += '\n';
}

// What is wrapped says which ring and epoch it belongs to, so one cannot be put in the place of another.
std::string WrapLabel(RingKind kind, std::uint32_t number) {
  return "veil-wrapped-key-1:" + std::string(KindName(kind)) + ":" + std::to_string(number) + ":";
}

Result<std::string> WrapEpoch(KeyWrapper& wrapper, RingKind kind, const KeyEpoch& epoch) {
  std::string labelled;
  labelled.reserve(64 + epoch.key.size());
  labelled += WrapLabel(kind, epoch.number);
  labelled += epoch.key.view();
  return wrapper.Wrap(SecretBytes(std::move(labelled)));
}

Result<SecretBytes> UnwrapEpoch(KeyWrapper& wrapper, RingKind kind, const KeyEpoch& epoch) {
  VEIL_ASSIGN(const SecretBytes labelled, wrapper.Unwrap(epoch.wrapped));
  const std::string label = WrapLabel(kind, epoch.number);
  if (!labelled.view().starts_with(label)) return Fail(ErrorCode::kKey, "a wrapped key belongs to another epoch");
  SecretBytes key = SecretBytes::CopyOf(labelled.view().substr(label.size()));
  if (KeyId(key.view()) != epoch.id) return Fail(ErrorCode::kKey, "a wrapped key is not the one that the ring names");
  return key;
}

}  // namespace

KeyRing KeyRing::New(RingKind kind, std::int64_t now_ms) {
  KeyRing ring(kind);
  if (kind == RingKind::kSubjects) ring.Add(now_ms, SecretBytes::Random(kKeySize));
  ring.Add(now_ms, SecretBytes::Random(kKeySize));
  return ring;
}

Result<KeyRing> KeyRing::Parse(const SecretBytes& text, RingKind kind) {
  const std::string first = FirstLine(kind);
  if (!text.view().starts_with(kRingFiles.view())) return ParseOneKey(text, kind);
  if (!text.view().starts_with(first)) return Fail(ErrorCode::kKey, "is a key ring of another kind");
  KeyRing ring(kind);
  VEIL_TRY(ring.ParseEpochs(text.view().substr(first.size())));
  return ring;
}

Result<KeyRing> KeyRing::ParseOneKey(const SecretBytes& text, RingKind kind) {
  if (kind != RingKind::kSurrogate) return Fail(ErrorCode::kKey, "is not a key ring of the subject store");
  KeyRing ring(kind);
  if (auto key = DecodeKeyLine(text.view(), kSurrogateKeyLine)) {
    ring.Add(0, std::move(*key));
    return ring;
  }
  if (text.view().starts_with(kOwnKeyFiles.view())) {
    return Fail(ErrorCode::kKey, "is not a surrogate key; `veil key new FILE` makes one");
  }
  if (text.size() < kKeySize) return Fail(ErrorCode::kKey, "a surrogate key has at least 32 bytes");
  if (text.size() > kOwnKeyBytesMax) return Fail(ErrorCode::kKey, "a surrogate key has at most 4096 bytes");
  ring.Add(0, SecretBytes::CopyOf(text.view()));
  return ring;
}

Result<void> KeyRing::ParseEpochs(std::string_view text) {
  std::uint32_t next = kind_ == RingKind::kSubjects ? 0 : 1;
  for (; !text.empty(); ++next) {
    const std::size_t end = text.find('\n');
    auto epoch = ParseLine(text.substr(0, end));
    if (!epoch || epoch->number != next || next > kEpochsMax) return Fail(ErrorCode::kKey, "the key ring is broken");
    epochs_.push_back(std::move(*epoch));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  if (epochs_.empty() || active().number == 0 || active().shredded) {
    return Fail(ErrorCode::kKey, "the key ring has no active key");
  }
  if (kind_ == RingKind::kSubjects && epochs_.front().shredded) {
    return Fail(ErrorCode::kKey, "the key ring has no lookup key");
  }
  return {};
}

SecretBytes KeyRing::Serialize() const {
  std::string text;
  text.reserve(256 + (kWrappedBytesMax + 256) * epochs_.size());  // never moved, so nothing is left behind
  text += FirstLine(kind_);
  for (const KeyEpoch& epoch : epochs_) AppendLine(epoch, text);
  return SecretBytes(std::move(text));
}

void KeyRing::Add(std::int64_t made_ms, SecretBytes key) {
  KeyEpoch epoch;
  const std::uint32_t first = kind_ == RingKind::kSubjects ? 0 : 1;
  epoch.number = first + static_cast<std::uint32_t>(epochs_.size());
  epoch.made_ms = made_ms;
  epoch.id = KeyId(key.view());
  epoch.key = std::move(key);
  epochs_.push_back(std::move(epoch));
}

Digest KeyRing::IdOf(std::uint32_t number) const {
  const auto epoch =
      std::find_if(epochs_.begin(), epochs_.end(), [&](const KeyEpoch& e) { return e.number == number; });
  VEIL_CHECK(epoch != epochs_.end());
  return epoch->id;
}

bool KeyRing::NeedsWrapper() const {
  return std::any_of(epochs_.begin(), epochs_.end(),
                     [](const KeyEpoch& epoch) { return !epoch.shredded && epoch.key.empty(); });
}

Result<const KeyEpoch*> KeyRing::Epoch(std::uint32_t number) const {
  for (const KeyEpoch& epoch : epochs_) {
    if (epoch.number != number) continue;
    if (epoch.shredded) return Fail(ErrorCode::kKey, "this epoch was shredded");
    if (epoch.key.empty()) return Fail(ErrorCode::kKey, "this epoch is wrapped; it needs its KMS");
    return &epoch;
  }
  return Fail(ErrorCode::kKey, "the key ring has no such epoch");
}

Result<void> KeyRing::Rotate(std::int64_t now_ms) {
  if (active().number == kEpochsMax) return Fail(ErrorCode::kKey, "a key ring has at most 255 epochs");
  Add(now_ms, SecretBytes::Random(kKeySize));
  return {};
}

Result<void> KeyRing::Shred(std::uint32_t number, std::int64_t now_ms) {
  const auto epoch =
      std::find_if(epochs_.begin(), epochs_.end(), [&](const KeyEpoch& e) { return e.number == number; });
  if (epoch == epochs_.end()) return Fail(ErrorCode::kKey, "the key ring has no such epoch");
  if (number == 0) return Fail(ErrorCode::kKey, "epoch 0 is the lookup key, without which no subject is found");
  if (number == active().number) return Fail(ErrorCode::kKey, "this epoch is active; rotate first");
  if (epoch->shredded) return Fail(ErrorCode::kKey, "this epoch was shredded before");
  epoch->key = SecretBytes();
  epoch->wrapped.clear();
  epoch->shredded = now_ms;
  return {};
}

Result<void> KeyRing::Unwrap(KeyWrapper& wrapper) {
  for (KeyEpoch& epoch : epochs_) {
    if (epoch.wrapped.empty() || !epoch.key.empty()) continue;
    VEIL_ASSIGN(epoch.key, UnwrapEpoch(wrapper, kind_, epoch));
  }
  return {};
}

Result<void> KeyRing::Check(KeyWrapper& wrapper) const {
  for (const KeyEpoch& epoch : epochs_) {
    if (!epoch.wrapped.empty()) VEIL_TRY(UnwrapEpoch(wrapper, kind_, epoch));
  }
  return {};
}

Result<void> KeyRing::Wrap(KeyWrapper& wrapper) {
  for (KeyEpoch& epoch : epochs_) {
    if (!epoch.wrapped.empty() || epoch.shredded) continue;
    VEIL_ASSIGN(epoch.wrapped, WrapEpoch(wrapper, kind_, epoch));
  }
  return {};
}

Result<void> KeyRing::Rewrap(KeyWrapper& wrapper) {
  for (KeyEpoch& epoch : epochs_) {
    if (epoch.wrapped.empty()) continue;
    VEIL_ASSIGN(epoch.wrapped, wrapper.Rewrap(epoch.wrapped));
  }
  return {};
}

}  // namespace veil
