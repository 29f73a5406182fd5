#include "keys/pkcs11_wrapper.h"

#include <dlfcn.h>
#include <p11-kit/pkcs11.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <utility>
#include <vector>

#include "keys/key_file.h"
#include "keys/key_text.h"

namespace veil {
namespace {

constexpr std::string_view kPrefix = "pkcs11:gcm:v1:";
constexpr std::size_t kIvSize = 12;
constexpr std::size_t kTagSize = 16;

Error ErrorOf(CK_RV code) {
  switch (code) {
    case CKR_PIN_INCORRECT:
    case CKR_PIN_INVALID:
    case CKR_PIN_LEN_RANGE:
      return {ErrorCode::kKey, "the token refuses the PIN"};
    case CKR_PIN_LOCKED:
      return {ErrorCode::kKey, "the token's PIN is locked"};
    case CKR_ENCRYPTED_DATA_INVALID:
    case CKR_ENCRYPTED_DATA_LEN_RANGE:
    case CKR_GENERAL_ERROR:
      return {ErrorCode::kKey, "the token does not open this: another key wrapped it, or it was changed"};
    case CKR_KEY_FUNCTION_NOT_PERMITTED:
    case CKR_MECHANISM_INVALID:
    case CKR_KEY_TYPE_INCONSISTENT:
      return {ErrorCode::kKey, "the token's key may not be used with AES-GCM"};
    default:
      return {ErrorCode::kIo, "the token does not answer as it should"};
  }
}

Result<void> Checked(CK_RV code) {
  if (code == CKR_OK) return {};
  return tl::make_unexpected(ErrorOf(code));
}

// A token's label is padded with blanks.
bool IsLabel(const unsigned char (&padded)[32], std::string_view label) {
  std::string_view text(reinterpret_cast<const char*>(padded), sizeof padded);
  const std::size_t end = text.find_last_not_of(' ');
  return text.substr(0, end == std::string_view::npos ? 0 : end + 1) == label;
}

unsigned char* Mutable(std::string_view text) {
  return reinterpret_cast<unsigned char*>(const_cast<char*>(text.data()));  // PKCS#11 has no const
}

// The module, loaded and started; ended with the last of it.
class Module {
 public:
  static Result<Module> Load(const std::string& path) {
    Module module;
    module.library_ = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (module.library_ == nullptr) return Fail(ErrorCode::kIo, "the PKCS#11 module cannot be loaded");
    const auto list = reinterpret_cast<CK_C_GetFunctionList>(dlsym(module.library_, "C_GetFunctionList"));
    if (list == nullptr || list(&module.functions_) != CKR_OK) {
      return Fail(ErrorCode::kIo, "the file is no PKCS#11 module");
    }
    const CK_RV code = module.functions_->C_Initialize(nullptr);
    module.started_ = code == CKR_OK;
    if (code != CKR_OK && code != CKR_CRYPTOKI_ALREADY_INITIALIZED) {
      return Fail(ErrorCode::kIo, "the PKCS#11 module does not start");
    }
    return module;
  }
  Module(Module&& other) noexcept
      : library_(std::exchange(other.library_, nullptr)),
        functions_(std::exchange(other.functions_, nullptr)),
        started_(std::exchange(other.started_, false)) {}
  ~Module() {
    if (started_) functions_->C_Finalize(nullptr);
    if (library_ != nullptr) dlclose(library_);
  }

  const CK_FUNCTION_LIST& operator*() const { return *functions_; }
  CK_FUNCTION_LIST* operator->() const { return functions_; }

 private:
  Module() = default;

  void* library_ = nullptr;
  CK_FUNCTION_LIST* functions_ = nullptr;
  bool started_ = false;
};

Result<CK_SLOT_ID> SlotOf(const Module& module, const std::string& token) {
  CK_ULONG count = 0;
  VEIL_TRY(Checked(module->C_GetSlotList(CK_TRUE, nullptr, &count)));
  std::vector<CK_SLOT_ID> slots(count);
  VEIL_TRY(Checked(module->C_GetSlotList(CK_TRUE, slots.data(), &count)));
  slots.resize(count);
  std::optional<CK_SLOT_ID> found;
  for (const CK_SLOT_ID slot : slots) {
    CK_TOKEN_INFO info{};
    if (module->C_GetTokenInfo(slot, &info) != CKR_OK || !IsLabel(info.label, token)) continue;
    if (found) return Fail(ErrorCode::kIo, "two tokens have this label");
    found = slot;
  }
  if (!found) return Fail(ErrorCode::kIo, "there is no token of this label");
  return *found;
}

Result<SecretBytes> Pin(const Pkcs11Options& options) {
  SecretBytes pin;
  if (!options.pin_file.empty()) {
    auto read = ReadKeyFile(options.pin_file, KeyFileMode::kOwnerOnly);
    if (!read) return Fail(ErrorCode::kKey, "the file with the PIN cannot be read");
    pin = std::move(*read);
    while (!pin.empty() && (pin.view().back() == '\n' || pin.view().back() == '\r')) pin.Cut(pin.size() - 1);
  } else if (const char* value = std::getenv(options.pin_env.c_str())) {
    pin = SecretBytes::CopyOf(value);
  }
  if (pin.empty()) return Fail(ErrorCode::kKey, "there is no PIN for the token");
  return pin;
}

Result<CK_OBJECT_HANDLE> KeyOf(const Module& module, CK_SESSION_HANDLE session, const std::string& label) {
  CK_OBJECT_CLASS secret = CKO_SECRET_KEY;
  CK_KEY_TYPE aes = CKK_AES;
  std::array<CK_ATTRIBUTE, 3> wanted = {{{CKA_CLASS, &secret, sizeof secret},
                                         {CKA_KEY_TYPE, &aes, sizeof aes},
                                         {CKA_LABEL, Mutable(label), label.size()}}};
  VEIL_TRY(Checked(module->C_FindObjectsInit(session, wanted.data(), wanted.size())));
  std::array<CK_OBJECT_HANDLE, 2> found{};
  CK_ULONG count = 0;
  const CK_RV code = module->C_FindObjects(session, found.data(), found.size(), &count);
  module->C_FindObjectsFinal(session);
  VEIL_TRY(Checked(code));
  if (count == 0) return Fail(ErrorCode::kKey, "the token has no AES key of this label");
  if (count > 1) return Fail(ErrorCode::kKey, "the token has two AES keys of this label");
  return found[0];
}

class Pkcs11Wrapper final : public KeyWrapper {
 public:
  Pkcs11Wrapper(Module module, CK_SESSION_HANDLE session, CK_OBJECT_HANDLE key)
      : module_(std::move(module)), session_(session), key_(key) {}
  ~Pkcs11Wrapper() override {
    module_->C_Logout(session_);
    module_->C_CloseSession(session_);
  }
  Pkcs11Wrapper(const Pkcs11Wrapper&) = delete;
  Pkcs11Wrapper& operator=(const Pkcs11Wrapper&) = delete;

  Result<std::string> Wrap(const SecretBytes& secret) override {
    SecretBytes iv = SecretBytes::Random(kIvSize);
    CK_GCM_PARAMS parameters = Parameters(iv);
    CK_MECHANISM mechanism = {CKM_AES_GCM, &parameters, sizeof parameters};
    VEIL_TRY(Checked(module_->C_EncryptInit(session_, &mechanism, key_)));
    std::string sealed(iv.view());
    sealed.resize(kIvSize + secret.size() + kTagSize);
    CK_ULONG size = secret.size() + kTagSize;
    VEIL_TRY(
        Checked(module_->C_Encrypt(session_, Mutable(secret.view()), secret.size(), Mutable(sealed) + kIvSize, &size)));
    if (size != secret.size() + kTagSize) return Fail(ErrorCode::kIo, "the token does not answer as it should");
    return std::string(kPrefix) + std::string(EncodeBase64(sealed).view());
  }

  Result<SecretBytes> Unwrap(std::string_view wrapped) override {
    auto sealed = wrapped.starts_with(kPrefix) ? DecodeBase64(wrapped.substr(kPrefix.size())) : std::nullopt;
    if (!sealed || sealed->size() < kIvSize + kTagSize) {
      return Fail(ErrorCode::kKey, "this key was not wrapped by a token");
    }
    SecretBytes iv = SecretBytes::CopyOf(sealed->view().substr(0, kIvSize));
    const std::string_view box = sealed->view().substr(kIvSize);
    CK_GCM_PARAMS parameters = Parameters(iv);
    CK_MECHANISM mechanism = {CKM_AES_GCM, &parameters, sizeof parameters};
    VEIL_TRY(Checked(module_->C_DecryptInit(session_, &mechanism, key_)));
    SecretBytes secret(box.size());
    CK_ULONG size = secret.size();
    VEIL_TRY(Checked(module_->C_Decrypt(session_, Mutable(box), box.size(), secret.data(), &size)));
    if (size != box.size() - kTagSize) return Fail(ErrorCode::kIo, "the token does not answer as it should");
    secret.Cut(size);
    return secret;
  }

  // A token's key has no versions: the secret is sealed anew under the key that the label now names.
  Result<std::string> Rewrap(std::string_view wrapped) override {
    VEIL_ASSIGN(const SecretBytes secret, Unwrap(wrapped));
    return Wrap(secret);
  }

 private:
  static CK_GCM_PARAMS Parameters(SecretBytes& iv) {
    return {iv.data(), iv.size(), iv.size() * 8, nullptr, 0, kTagSize * 8};
  }

  Module module_;
  CK_SESSION_HANDLE session_;
  CK_OBJECT_HANDLE key_;
};

}  // namespace

Result<std::unique_ptr<KeyWrapper>> MakePkcs11Wrapper(const Pkcs11Options& options) {
  if (options.module.empty() || options.token.empty() || options.key.empty()) {
    return Fail(ErrorCode::kConfig, "PKCS#11 needs a module, a token and a key");
  }
  if (options.pin_file.empty() == options.pin_env.empty()) {
    return Fail(ErrorCode::kConfig, "PKCS#11 takes a PIN from pin_file or from pin_env, one of them");
  }
  VEIL_ASSIGN(Module module, Module::Load(options.module));
  VEIL_ASSIGN(const CK_SLOT_ID slot, SlotOf(module, options.token));
  CK_SESSION_HANDLE session = 0;
  VEIL_TRY(Checked(module->C_OpenSession(slot, CKF_SERIAL_SESSION, nullptr, nullptr, &session)));
  VEIL_ASSIGN(const SecretBytes pin, Pin(options));
  const CK_RV login = module->C_Login(session, CKU_USER, Mutable(pin.view()), pin.size());
  if (login != CKR_USER_ALREADY_LOGGED_IN) VEIL_TRY(Checked(login));
  VEIL_ASSIGN(const CK_OBJECT_HANDLE key, KeyOf(module, session, options.key));
  return std::make_unique<Pkcs11Wrapper>(std::move(module), session, key);
}

}  // namespace veil
