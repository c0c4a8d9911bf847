package io.packhouse.identity.credential;

import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.config.BootstrapMode;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/// Spring Data for the tables of credentials, on the engine's connections, with a transaction manager that is separate
/// from the engine's. It is built while the engine starts, on another thread: the first sign-in waits for it, and
/// nothing else.
@Configuration(proxyBeanMethods = false)
@EnableJpaRepositories(
        basePackageClasses = CredentialJpaConfiguration.class,
        considerNestedRepositories = true,
        bootstrapMode = BootstrapMode.LAZY,
        entityManagerFactoryRef = "credentialEntities",
        transactionManagerRef = "credentialTransactionManager")
class CredentialJpaConfiguration {

    @Bean(defaultCandidate = false)
    LocalContainerEntityManagerFactoryBean credentialEntities(DataSource dataSource) {
        var factory = new LocalContainerEntityManagerFactoryBean();
        factory.setPersistenceUnitName("credentials");
        factory.setDataSource(dataSource);
        factory.setPackagesToScan(CredentialJpaConfiguration.class.getPackageName());
        factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        factory.setJpaPropertyMap(Map.of("hibernate.hbm2ddl.auto", "none"));
        factory.setBootstrapExecutor(new SimpleAsyncTaskExecutor("credential-entities-"));
        return factory;
    }

    @Bean(defaultCandidate = false)
    PlatformTransactionManager credentialTransactionManager(
            @Qualifier("credentialEntities") EntityManagerFactory entities, DataSource dataSource) {
        var transactions = new JpaTransactionManager(entities);
        transactions.setDataSource(dataSource); // JDBC joins: an e-mail is kept with the token in it, or not at all.
        return transactions;
    }

    /// A transaction of its own also in a process: the transaction of its batch is suspended meanwhile, because both
    /// use the same connections.
    @Bean(defaultCandidate = false)
    TransactionOperations credentialTransactions(
            @Qualifier("credentialTransactionManager") PlatformTransactionManager transactions,
            PlatformTransactionManager engine) {
        var suspended = new TransactionTemplate(engine);
        suspended.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
        var own = new TransactionTemplate(transactions);
        return new TransactionOperations() {
            @Override
            public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
                return suspended.execute(_ -> own.execute(action));
            }
        };
    }
}
