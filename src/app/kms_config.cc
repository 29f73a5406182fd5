#include "app/kms_config.h"

#include "base/yaml_proto.h"
#include "veil/config.pb.h"

namespace veil {
namespace {

std::string ReadVault(const proto::VaultConfig& source, VaultOptions& options) {
  options.address = source.address();
  if (!source.mount().empty()) options.mount = source.mount();
  options.key = source.key();
  options.name_space = source.namespace_();
  options.token_file = source.token_file();
  options.token_env = source.token_env();
  options.ca_file = source.ca_file();
  if (source.timeout_ms() != 0) options.timeout = std::chrono::milliseconds(source.timeout_ms());
  if (source.timeout_ms() > 60'000) return "vault: timeout_ms is at most 60000";
  // Nothing is asked of Vault yet.
  const auto made = MakeVaultWrapper(options);
  return made ? "" : std::string(made.error().what.view());
}

std::string ReadPkcs11(const proto::Pkcs11Config& source, Pkcs11Options& options) {
  options = {source.module(), source.token(), source.key(), source.pin_file(), source.pin_env()};
  if (options.module.empty() || options.token.empty() || options.key.empty()) {
    return "pkcs11 needs module, token and key";
  }
  if (options.pin_file.empty() == options.pin_env.empty()) return "pkcs11 takes pin_file or pin_env, one of them";
  return "";
}

}  // namespace

std::string ReadKms(const proto::KmsConfig& source, KmsOptions& options) {
  if (source.has_vault() == source.has_pkcs11()) return "takes vault or pkcs11, one of them";
  if (source.has_vault()) return ReadVault(source.vault(), options.emplace<VaultOptions>());
  return ReadPkcs11(source.pkcs11(), options.emplace<Pkcs11Options>());
}

ConfigResult<KmsOptions> LoadKmsFile(const std::string& path) {
  proto::KmsConfig source;
  VEIL_TRY(LoadYamlFile(path, {.interpolate = true}, source));
  KmsOptions options;
  const std::string fault = ReadKms(source, options);
  if (!fault.empty()) return tl::make_unexpected(ConfigError{path, 0, 0, fault});
  return options;
}

}  // namespace veil
