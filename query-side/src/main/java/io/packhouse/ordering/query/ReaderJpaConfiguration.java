package io.packhouse.ordering.query;

import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;

/// Spring Data on the read-only connections, with a transaction manager that is separate from the
/// engine's.
@Configuration(proxyBeanMethods = false)
@EnableJpaRepositories(
        basePackageClasses = OrderRows.class,
        entityManagerFactoryRef = "readerEntities",
        transactionManagerRef = "readerTransactions")
class ReaderJpaConfiguration {

    @Bean(defaultCandidate = false)
    LocalContainerEntityManagerFactoryBean readerEntities(@Qualifier("readerDataSource") DataSource reader) {
        var factory = new LocalContainerEntityManagerFactoryBean();
        factory.setPersistenceUnitName("reader");
        factory.setDataSource(reader);
        factory.setPackagesToScan(OrderListRow.class.getPackageName());
        factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        factory.setJpaPropertyMap(Map.of("hibernate.hbm2ddl.auto", "none"));
        return factory;
    }

    @Bean(defaultCandidate = false)
    PlatformTransactionManager readerTransactions(@Qualifier("readerEntities") EntityManagerFactory entities) {
        return new JpaTransactionManager(entities);
    }
}
